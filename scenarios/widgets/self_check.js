// A private self-check. The ticks live in this page alone: nothing is sent to the kernel, nothing is kept.

const FEW = 2;

function render({ model, el }) {
  const { body, ui, keepDrawn } = frame(model, el);
  const told = h("div", { class: "sby-told", role: "status" });
  const ticks = () => [...body.querySelectorAll("input")].filter((tick) => tick.checked).length;
  const draw = () => {
    const { prompt, signs } = model.get("check");
    told.replaceChildren();
    const tick = (text) => h("li", {}, h("label", { class: "sby-tick" },
      h("input", { type: "checkbox", autocomplete: "off", onchange: () => told.replaceChildren() }), h("span", { text })));
    body.replaceChildren(h("h4", { text: prompt }), h("p", { class: "sby-note", text: ui.self_check_private }),
      h("ul", { class: "sby-ticks", role: "list" }, ...signs.map(tick)), button(ui.self_check_show, show, { class: "sby-primary" }), told);
  };
  const show = () => {
    const { none, some, many } = model.get("check");
    const count = ticks();
    told.replaceChildren(h("p", { text: count === 0 ? none : count <= FEW ? some : many }));
  };
  return keepDrawn(["check", "ui"], draw);
}

export default { render };
