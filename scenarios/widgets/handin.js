// Handing in: what is answered, the two codes, the question before, and the file.

function drawHandIn(model, el, signal) {
  const shell = frame(model, el);
  const { ui } = shell;
  el.querySelector(".sby-bar").hidden = true;
  const headingId = uid("heading");

  const list = h("ul", { class: "sby-rows sby-states" });
  const told = h("p", { class: "sby-note", role: "status" });
  const goTo = ({ id, number }) => {
    const item = [...document.querySelectorAll("[data-sby-item]")].find((heading) => heading.dataset.sbyItem === id);
    told.textContent = item ? "" : fillIn(ui.scroll_to_item, { number });
    if (item) moveTo(item);
  };
  const follow = () => {
    const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
    list.replaceChildren(...model.get("rows").map((row) => h("li", { class: "sby-state" },
      button(fillIn(ui.go_to_item, row), () => goTo(row), { class: "sby-link" }),
      h("span", { class: `sby-state-${row.state}`, text: `${row.state === "answered" ? "✓ " : ""}${ui[`state_${row.state}`]}` }),
      row.is_changed ? h("span", { class: "sby-changed", text: ui.state_changed }) : "")));
    if (focused >= 0) list.querySelectorAll("button")[focused].focus();
  };

  const field = (label, hint, attributes) => {
    const id = uid("code");
    const hintId = uid("hint");
    const input = h("input", {
      id, type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": hintId, ...attributes,
    });
    return { input, element: h("div", { class: "sby-field" }, h("label", { for: id, class: "sby-label", text: label }),
      input, h("p", { id: hintId, class: "sby-note", text: hint })) };
  };
  const trainee = field(ui.trainee_code, ui.trainee_code_hint, { maxlength: "32" });
  // Masked by style and not type="password": a browser on a shared computer must not offer to keep it.
  const code = field(ui.personal_code, ui.personal_code_hint, { class: "sby-secret", maxlength: "24" });
  const reveal = button(ui.show, () => {
    const isHidden = code.input.classList.toggle("sby-secret");
    reveal.textContent = isHidden ? ui.show : ui.hide;
    reveal.setAttribute("aria-pressed", String(!isHidden));
  }, { class: "sby-secondary", "aria-pressed": "false", "aria-controls": code.input.id });
  code.input.after(reveal);

  const fault = h("p", { class: "sby-warning", role: "alert", hidden: true });
  const complain = (text, input) => {
    fault.textContent = text;
    fault.hidden = false;
    if (input) { input.setAttribute("aria-invalid", "true"); input.focus(); }
  };
  const ask = h("div", { class: "sby-ask", role: "group", tabindex: "-1", hidden: true });
  const act = async (confirmed) => {
    fault.hidden = true;
    ask.hidden = true;
    [trainee, code].forEach(({ input }) => input.removeAttribute("aria-invalid"));
    const outcome = await shell.send({ type: "hand-in", trainee: trainee.input.value, code: code.input.value, confirmed });
    shell.status.textContent = "";
    if (outcome === "done") { code.input.value = ""; done.focus(); }
    else if (outcome === "other-trainee") complain(ui.other_trainee, trainee.input);
    else if (outcome === "bad-trainee") complain(ui.bad_trainee, trainee.input);
    else if (outcome === "bad-code") complain(ui.bad_code, code.input);
    else if (outcome === "unanswered") confirm();
    else complain(ui.not_handed_in);
  };
  const confirm = () => {
    const count = model.get("rows").filter(({ state }) => state !== "answered").length;
    const question = h("p", { id: uid("ask"), text: fillIn(ui.unanswered, { count }) });
    ask.setAttribute("aria-labelledby", question.id);
    ask.replaceChildren(question, h("div", { class: "sby-buttons" },
      button(ui.back_to_work, () => { ask.hidden = true; main.focus(); }, { class: "sby-primary" }),
      button(ui.hand_in_anyway, () => act(true), { class: "sby-secondary" })));
    ask.hidden = false;
    moveTo(ask);
  };
  const main = h("button", { type: "submit", class: "sby-primary", text: ui.hand_in });
  const form = h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); act(false); } },
    trainee.element, code.element, fault, ask, main);

  const done = h("div", { class: "sby-done", role: "status", tabindex: "-1" });
  const showDone = () => {
    const handedIn = model.get("handed_in");
    done.hidden = !handedIn.name;
    if (done.hidden) return;
    const when = new Date(handedIn.at).toLocaleString(model.get("lang"), { dateStyle: "long", timeStyle: "short" });
    done.replaceChildren(h("p", {}, h("strong", { text: fillIn(ui.handed_in, { when }) })),
      h("p", { text: handedIn.reached_inbox ? ui.reached_inbox : ui.bring_file }),
      button(ui.download, () => download(handedIn), { class: "sby-secondary" }), h("p", { class: "sby-note", text: ui.handed_in_again }));
  };
  const known = () => { if (model.get("trainee")) trainee.input.value = model.get("trainee"); };
  known();
  listen(model, "change:trainee", known, signal);
  listen(model, "change:rows", follow, signal);
  listen(model, "change:handed_in", showDone, signal);
  follow();
  showDone();
  shell.body.append(h("section", { class: "sby-item", "aria-labelledby": headingId },
    h("h2", { id: headingId, class: "sby-title", text: ui.hand_in_title }), list, told, form, done));
  return shell;
}

/** Offer the handed-in file to the browser; it never leaves this machine by itself. */
function download({ name, content }) {
  const address = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export default { render: ({ model, el }) => redrawn(model, (signal) => drawHandIn(model, el, signal)) };
