// One option of several.

function choiceItem({ item, keep }) {
  const group = uid("choice");
  const radios = new Map();
  const slots = new Map();
  const options = item.options.map(({ id, text }) => {
    const radio = h("input", { type: "radio", name: group, value: id, onchange: () => keep({ option: id }) });
    const slot = h("div", { class: "sby-verdict", hidden: true });
    radios.set(id, radio);
    slots.set(id, slot);
    return h("div", { class: "sby-option" },
      h("label", { class: "sby-card" }, radio, h("span", { text })), slot);
  });
  const prompt = h("legend", { class: "sby-prompt", text: item.prompt });
  return {
    element: h("fieldset", { class: "sby-plain" }, prompt, ...options),
    slots,
    answer: () => {
      const chosen = [...radios].find(([, radio]) => radio.checked);
      return chosen ? { option: chosen[0] } : null;
    },
    show: (answer) => radios.forEach((radio, id) => { radio.checked = answer?.option === id; }),
    first: () => [...radios.values()].find((radio) => radio.checked) ?? radios.get(item.options[0].id),
  };
}
