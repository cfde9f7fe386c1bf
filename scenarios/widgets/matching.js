// A label for each row: a native select, which phones and screen readers know.

function matchingItem({ item, ui, keep }) {
  const selects = new Map();
  const slots = new Map();
  const wholes = new Map();
  const tellWhole = () => selects.forEach((select, row) => {
    wholes.get(row).textContent = select.value ? select.selectedOptions[0].textContent : "";
  });
  const pairs = () => Object.fromEntries(
    [...selects].filter(([, select]) => select.value).map(([row, select]) => [row, select.value]));
  const rows = item.rows.map(({ id, text }) => {
    const field = uid("row");
    const select = h("select", { id: field, onchange: () => { tellWhole(); keep({ pairs: pairs() }); } },
      h("option", { value: "", text: ui.choose_one }),
      ...item.targets.map((target) => h("option", { value: target.id, text: target.text })));
    const slot = h("div", { class: "sby-verdict", hidden: true });
    // A phone cuts a long choice off inside the select; a screen reader has read it already.
    const whole = h("p", { class: "sby-note", "aria-hidden": "true" });
    wholes.set(id, whole);
    selects.set(id, select);
    slots.set(id, slot);
    return h("li", { class: "sby-row" }, h("label", { for: field, text }), select, whole, slot);
  });
  return {
    element: h("fieldset", { class: "sby-plain" },
      h("legend", { class: "sby-prompt", text: item.prompt }), h("ul", { class: "sby-rows" }, ...rows)),
    slots,
    answer: () => (Object.keys(pairs()).length ? { pairs: pairs() } : null),
    show: (answer) => {
      selects.forEach((select, row) => { select.value = answer?.pairs?.[row] ?? ""; });
      tellWhole();
    },
    first: () => selects.get(item.rows[0].id),
  };
}
