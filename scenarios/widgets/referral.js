// The referral table, zone by zone. A zone is told by its name and its time, never by colour alone.

function render({ model, el }) {
  const { body, ui, keepDrawn } = frame(model, el);
  el.querySelector(".sby-bar").hidden = true;
  const sign = ({ sign: text, who, say }) => h("li", {},
    h("p", { class: "sby-sign", text }),
    h("p", {}, h("strong", { text: `${ui.referral_who}: ` }), who.join(" → ")),
    h("p", {}, h("strong", { text: `${ui.referral_say}: ` }), h("span", { class: "sby-say", text: say })));
  const zone = ({ id, name, by, do: what, signs }, number) => h("details", { class: `sby-criteria sby-criteria-${id}`, open: number === 0 },
    h("summary", {}, h("strong", { text: name }), h("span", { text: ` · ${by}` })),
    h("p", { text: what }), h("ul", { role: "list" }, ...signs.map(sign)));
  const draw = () => body.replaceChildren(
    h("h3", { class: "sby-title", text: ui.referral_title }), ...model.get("zones").map(zone),
    h("p", { class: "sby-note", text: model.get("note") }));
  return keepDrawn(["zones", "ui"], draw);
}

export default { render };
