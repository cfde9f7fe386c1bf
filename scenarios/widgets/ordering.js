// Steps to be put in order, with an up and a down button each: the same by mouse, finger and keyboard.

function orderingItem({ item, ui, isExercise, keep }) {
  const slots = new Map();
  const rows = new Map();
  const said = h("p", { class: "sby-unseen", role: "status", "aria-live": "polite" });
  const list = h("ol", { class: "sby-steps" });
  const order = () => [...list.children].map((row) => row.dataset.step);

  const mover = (direction, label, sign, id, textId) => {
    const labelId = uid("move");
    return h("button", {
      type: "button", class: `sby-move sby-${direction}`, "aria-labelledby": `${labelId} ${textId}`,
      onclick: () => move(id, direction),
    }, h("span", { "aria-hidden": "true", text: sign }), h("span", { id: labelId, class: "sby-unseen", text: label }));
  };
  for (const { id, text } of item.steps) {
    const textId = uid("step");
    const slot = h("div", { class: "sby-verdict", hidden: true });
    const row = h("li", { class: "sby-step" },
      h("span", { class: "sby-number", "aria-hidden": "true" }), h("span", { id: textId, class: "sby-step-text", text }),
      h("span", { class: "sby-moves" },
        mover("up", ui.move_up, "↑", id, textId), mover("down", ui.move_down, "↓", id, textId)), slot);
    row.dataset.step = id;
    rows.set(id, row);
    slots.set(id, slot);
    list.append(row);
  }

  const number = () => [...list.children].forEach((row, place, all) => {
    row.querySelector(".sby-number").textContent = String(place + 1);
    row.querySelector(".sby-up").setAttribute("aria-disabled", String(place === 0));
    row.querySelector(".sby-down").setAttribute("aria-disabled", String(place === all.length - 1));
  });
  const move = (id, direction) => {
    const row = rows.get(id);
    const neighbour = direction === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!neighbour) return;
    if (direction === "up") neighbour.before(row);
    else neighbour.after(row);
    number();
    row.querySelector(`.sby-${direction}`).focus();
    const place = [...list.children].indexOf(row) + 1;
    said.textContent = fillIn(ui.moved, { place, total: list.children.length });
    settle(true);
    keep({ order: order() });
  };
  const fine = button(ui.order_is_fine, () => { settle(true); keep({ order: order() }); }, { class: "sby-secondary" });
  const untouched = h("p", { class: "sby-note", text: ui.order_untouched });
  const settle = (isAnswered) => {
    untouched.hidden = isAnswered || isExercise;
    fine.setAttribute("aria-pressed", String(isAnswered));
  };
  fine.hidden = isExercise;
  number();
  const promptId = uid("prompt");
  list.setAttribute("aria-labelledby", promptId);
  return {
    element: h("div", {}, h("p", { id: promptId, class: "sby-prompt", text: item.prompt }),
      h("p", { class: "sby-note", text: isExercise ? ui.order_hint_exercise : ui.order_hint }),
      list, untouched, fine, said),
    slots,
    answer: () => ({ order: order() }),
    show: (answer) => {
      const wanted = answer?.order ?? item.steps.map(({ id }) => id);
      if (wanted.join() !== order().join()) list.append(...wanted.map((id) => rows.get(id)));
      number();
      settle(Boolean(answer));
    },
    first: () => list.querySelector("button"),
  };
}
