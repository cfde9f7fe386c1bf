// The form of module 0: the school's adults place by place, the conditions, and the state of the gate.

const FIELDS = ["name", "role", "when", "reach", "checked_on", "checked_by"];

function drawForm(model, el, signal) {
  const shell = frame(model, el, { saves: true });
  const { texts, places, conditions, today } = model.get("form");

  const field = (label, value, type, changed) => {
    const id = uid("field");
    const input = h("input", { id, type, autocomplete: "off", maxlength: "200", ...(type === "date" ? { max: today } : {}) });
    input.value = value;
    input.addEventListener("change", changed);
    return { input, element: h("div", { class: "sby-field" }, h("label", { for: id, class: "sby-label", text: label }), input) };
  };
  const dated = (label, value, changed) => {
    const made = field(label, value, "date", changed);
    made.element.append(button(texts.today, () => { made.input.value = today; changed(); }, { class: "sby-link", "aria-label": `${label}: ${texts.today}` }));
    return made;
  };
  const personOf = (place, person) => {
    const inputs = {};
    const changed = () => shell.send({
      type: "person", place: place.id, is_deputy: person.is_deputy,
      values: Object.fromEntries(FIELDS.map((name) => [name, inputs[name].value])),
    });
    const made = FIELDS.map((name) => {
      const one = name === "checked_on" ? dated(texts[name], person.values[name], changed) : field(texts[name], person.values[name], "text", changed);
      inputs[name] = one.input;
      return one.element;
    });
    return h("fieldset", { class: "sby-person" }, h("legend", { text: person.is_deputy ? texts.deputy : texts.main }), ...made);
  };
  const placeOf = (place) => {
    const id = uid("place");
    return h("section", { class: "sby-place", "aria-labelledby": id }, h("h3", { id, text: place.name }),
      h("p", { class: "sby-note", text: place.hint }), h("div", { class: "sby-people" }, ...place.people.map((one) => personOf(place, one))));
  };
  const conditionOf = (condition) => {
    const changed = () => shell.send({ type: "condition", id: condition.id, on: on.input.value, by: by.input.value });
    const on = dated(texts.confirmed_on, condition.on, changed);
    const by = field(texts.confirmed_by, condition.by, "text", changed);
    return h("fieldset", { class: "sby-person" }, h("legend", { text: condition.text }), on.element, by.element);
  };

  const told = h("p", { class: "sby-gate-told", role: "status" });
  const list = h("ul", { class: "sby-missing-list" });
  const undo = button(texts.undo, () => shell.send({ type: "undo" }), { class: "sby-secondary" });
  const follow = () => {
    const { is_open: isOpen, missing, can_undo: canUndo } = model.get("gate");
    told.textContent = isOpen ? texts.gate_open : fillIn(texts.gate_closed, { count: missing.length });
    told.dataset.open = String(isOpen);
    list.replaceChildren(...missing.map((text) => h("li", { text })));
    undo.disabled = !canUndo;
  };
  follow();
  listen(model, "change:gate", follow, signal);
  const headingId = uid("heading");
  shell.body.append(h("section", { class: "sby-item", "aria-labelledby": headingId },
    h("h2", { id: headingId, class: "sby-title", text: texts.title }), h("p", { class: "sby-lead", text: texts.intro }),
    ...places.map(placeOf), h("h3", { text: texts.conditions }), ...conditions.map(conditionOf),
    h("div", { class: "sby-gate" }, told, list), undo));
  return shell;
}

export default { render: ({ model, el }) => redrawn(model, (signal) => drawForm(model, el, signal), ["change:lang", "change:form"]) };
