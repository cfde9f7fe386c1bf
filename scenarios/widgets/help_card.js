// The help card, open, as part of a lesson.

function render({ model, el }) {
  const { body, keepDrawn } = frame(model, el);
  const card = h("section", { class: "sby-help sby-help-open" });
  const draw = () => fillHelp(card, model.get("help"));
  body.replaceChildren(card);
  return keepDrawn(["help"], draw);
}

export default { render };
