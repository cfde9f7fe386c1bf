// The reporting routes, one for each kind of suspected person.

function render({ model, el }) {
  const { body, ui, keepDrawn } = frame(model, el);
  el.querySelector(".sby-bar").hidden = true;
  const part = (name, text) => h("p", {}, h("strong", { text: `${name}: ` }), text);
  const line = ({ name, reach, note }) => h("li", {}, h("strong", { text: [name, reach].filter(Boolean).join(" · ") }), h("p", { class: "sby-note", text: note }));
  const law = ({ name, says, note }) => h("li", {}, h("strong", { text: name }), h("p", { text: says }), h("p", { class: "sby-note", text: note }));
  const list = (title, entries, make) => (entries.length ? [h("h4", { text: title }), h("ul", { role: "list" }, ...entries.map(make))] : []);
  const route = ({ suspected, avoid, first, then, lines, laws }) => h("details", { class: "sby-criteria" },
    h("summary", {}, h("strong", { text: suspected })),
    part(ui.reporting_avoid, avoid), part(ui.reporting_first, first), part(ui.reporting_then, then),
    ...list(ui.reporting_lines, lines, line), ...list(ui.reporting_laws, laws, law));
  const draw = () => body.replaceChildren(
    h("h3", { class: "sby-title", text: ui.reporting_title }), ...model.get("routes").map(route),
    h("p", { class: "sby-note", text: model.get("note") }));
  return keepDrawn(["routes", "ui"], draw);
}

export default { render };
