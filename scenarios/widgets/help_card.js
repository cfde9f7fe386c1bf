// The help card, open, as part of a lesson.

function render({ model, el }) {
  const { body, dispose } = frame(model, el);
  const card = h("section", { class: "sby-help sby-help-open" });
  const draw = () => fillHelp(card, model.get("help"));
  body.replaceChildren(card);
  model.on("change:help", draw);
  draw();
  return () => {
    model.off("change:help", draw);
    dispose();
  };
}

export default { render };
