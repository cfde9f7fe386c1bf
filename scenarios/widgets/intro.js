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
  };
  follow();
  listen(model, "change:page", follow, signal);
  shell.body.append(h("section", { class: "sby-item", "aria-labelledby": headingId },
    h("h2", { id: headingId, class: "sby-title", text: ui.starting }), notice,
    h("div", { class: "sby-languages", role: "group", "aria-label": ui.language }, ...Object.keys(LANGUAGES).map(choose)),
    h("p", { class: "sby-lead", text: page.intro }),
    h("p", { class: "sby-note", text: `${page.minutes}. ${ui.saved_at_once}` }),
    h("div", { class: "sby-how-far" }, progress, meter),
    h("div", { class: "sby-private" }, h("h3", { text: ui.privacy_title }), h("p", { text: ui.privacy }))));
  return shell;
}

export default { render: ({ model, el }) => redrawn(model, (signal) => drawIntro(model, el, signal)) };
