// The opening of an assessment: what it is, how far one is, which language, what is private.

const LANGUAGES = { id: "Bahasa Indonesia", en: "English" };

function drawIntro(model, el, signal) {
  const shell = frame(model, el);
  const { ui } = shell;
  const page = model.get("page");
  const headingId = uid("heading");
  const chosen = model.get("lang");

  const choose = (lang) => h("button", {
    type: "button", class: "sby-secondary sby-language", lang, "aria-pressed": String(lang === chosen), text: LANGUAGES[lang],
    onclick: async () => {
      await shell.send({ type: "language", lang });
      el.querySelector(`.sby-language[lang="${lang}"]`)?.focus();
    },
  });
  const code = codeForm(model, shell);
  const notice = h("p", { class: "sby-warning", role: "alert" });
  const progress = h("p", { class: "sby-progress-text", role: "status" });
  const meter = h("progress", { class: "sby-progress", "aria-hidden": "true" });
  const follow = () => {
    const { notice: told, progress: said, answered, total } = model.get("page");
    notice.textContent = told;
    notice.hidden = !told;
    if (progress.textContent !== said) progress.textContent = said;
    meter.max = total;
    meter.value = answered;
    code.follow();
  };
  follow();
  listen(model, "change:page", follow, signal);
  shell.body.append(h("section", { class: "sby-item", "aria-labelledby": headingId },
    h("h2", { id: headingId, class: "sby-title", text: ui.starting }), notice,
    h("div", { class: "sby-languages", role: "group", "aria-label": ui.language }, ...Object.keys(LANGUAGES).map(choose)),
    h("p", { class: "sby-lead", text: page.intro }),
    h("p", { class: "sby-note", text: `${page.minutes}. ${ui.saved_at_once}` }),
    code.element, h("div", { class: "sby-how-far" }, progress, meter),
    h("div", { class: "sby-private" }, h("h3", { text: ui.privacy_title }), h("p", { text: ui.privacy }))));
  return shell;
}

/** The form for the trainee's code, where the questions depend on it. */
function codeForm(model, shell) {
  const { ui } = shell;
  const id = uid("code");
  const hintId = uid("hint");
  const fault = h("p", { class: "sby-warning", role: "alert", hidden: true });
  const input = h("input", {
    id, type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "32", "aria-describedby": hintId,
  });
  const form = h("form", {
    novalidate: true,
    onsubmit: async (event) => {
      event.preventDefault();
      const outcome = await shell.send({ type: "begin", trainee: input.value });
      fault.hidden = outcome === "done";
      fault.textContent = outcome === "bad-trainee" ? ui.bad_trainee : ui.not_saved;
      if (outcome === "done") told.focus();
      else input.focus();
    },
  }, h("div", { class: "sby-field" }, h("label", { for: id, class: "sby-label", text: ui.trainee_code }), input,
    h("p", { id: hintId, class: "sby-note", text: ui.begin_hint })), fault,
    h("button", { type: "submit", class: "sby-primary", text: ui.begin_questions }));
  const told = h("p", { class: "sby-whose", tabindex: "-1" });
  const change = button(ui.change_code, () => { form.hidden = false; change.hidden = true; input.value = model.get("page").trainee; input.focus(); }, { class: "sby-link" });
  const element = h("div", { class: "sby-code" }, told, change, form);
  const follow = () => {
    const { is_personal: isPersonal, trainee } = model.get("page");
    element.hidden = !isPersonal;
    if (told.dataset.trainee === trainee) return;
    told.dataset.trainee = trainee;
    told.textContent = trainee ? fillIn(ui.questions_of, { trainee }) : "";
    form.hidden = Boolean(trainee);
    change.hidden = !trainee;
  };
  return { element, follow };
}

export default { render: ({ model, el }) => redrawn(model, (signal) => drawIntro(model, el, signal)) };
