// The terms of a lesson, and below them all others.

function render({ model, el }) {
  const { body, ui, keepDrawn } = frame(model, el);
  el.querySelector(".sby-bar").hidden = true;
  const list = (terms) => h("dl", { class: "sby-terms" }, ...terms.flatMap(({ term, other, other_lang: lang, meaning }) => [
    h("dt", {}, h("strong", { text: term }), other === term ? null : h("span", { class: "sby-note", lang, text: ` · ${other}` })),
    h("dd", { text: meaning })]));
  const draw = () => {
    const others = model.get("others");
    body.replaceChildren(list(model.get("here")), ...(others.length
      ? [h("details", {}, h("summary", { text: ui.other_terms }), list(others))] : []));
  };
  return keepDrawn(["here", "others"], draw);
}

export default { render };
