// An act: its button, and the form that asks what it needs to know, or whether it is meant, before it is done.

/** The button. An act with fields or a question opens its form (`changed` draws it); any other is done at once. */
function actButton(act, key, context, changed) {
  const name = act.whom ? `${act.label}: ${act.whom}` : null;
  const press = () => {
    if (context.refuseWhileBusy()) return;
    if (!act.fields.length && !act.confirm) {
      context.run(act);
      return;
    }
    const values = Object.fromEntries(act.fields.map((field) => [field.id, field.value]));
    context.view.form = { key, values };
    changed();
    context.body.querySelector(".sbb-form :is(input, button)")?.focus();
  };
  const made = button(act.label, press, { "aria-label": name, "data-key": key, "data-act": true });
  made.setAttribute("aria-disabled", String(context.isBusy()));
  return made;
}

function actForm(act, key, context, changed) {
  const { words, view, body } = context;
  const { values } = view.form;
  const question = h("p", { id: uid("question"), text: act.confirm || (act.whom ? `${act.label}: ${act.whom}` : act.label) });
  const close = () => {
    view.form = null;
    changed();
    body.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };
  const go = (event) => {
    event.preventDefault();
    if (context.refuseWhileBusy()) return;
    const form = view.form;
    close();
    context.run(act, form);
  };
  const fields = act.fields.map((field) => {
    const type = { number: "number", day: "date" }[field.kind] ?? "text";
    const input = h("input", { id: uid("field"), type, step: type === "number" ? "any" : null, "data-key": `field/${key}/${field.id}` });
    input.value = values[field.id];
    input.addEventListener("input", () => { values[field.id] = input.value; });
    return h("p", { class: "sbb-field" }, h("label", { for: input.id, text: field.label }), input);
  });
  const label = act.confirm ? fillIn(words.go, { label: act.label.toLocaleLowerCase(context.lang) }) : act.label;
  const sure = h("button", { type: "submit", class: "sbb-primary", text: label, "data-key": `go/${key}`, "data-act": true });
  const cancel = button(words.cancel, close, { "data-key": `cancel/${key}` });
  const form = h("form", { class: "sbb-form", "aria-labelledby": question.id, novalidate: true, onsubmit: go },
    question, ...fields, h("div", { class: "sbb-acts" }, sure, cancel));
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  return form;
}

/** Buttons in a row, with the form of the one that was pressed below them. */
function actsBlock(block, context) {
  const place = h("div");
  const draw = () => {
    const keyOf = (act) => `act//${act.id}/${JSON.stringify(act.given)}`;
    const buttons = block.acts.map((act) => actButton(act, keyOf(act), context, draw));
    const open = block.acts.find((act) => keyOf(act) === context.view.form?.key);
    place.replaceChildren(h("div", { class: "sbb-acts" }, ...buttons),
      ...(open ? [actForm(open, keyOf(open), context, draw)] : []));
  };
  draw();
  return place;
}
