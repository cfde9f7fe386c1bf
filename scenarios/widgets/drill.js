// Little stories, one after another: by when must an adult know, and whom does one go to first?

function render({ model, el }) {
  const { body, ui, keepDrawn } = frame(model, el);
  let at = 0;
  let zone = null; // what was pressed for the story on the screen
  let place = null;
  const stage = h("div", { class: "sby-drill" });
  const spoken = h("p", { class: "sby-unseen", role: "status" }); // stays in the page, so that every change is read out
  body.replaceChildren(stage, spoken);
  const named = (list, id) => model.get(list).find((one) => one.id === id);

  const choice = (question, entries, chosen, press) => h("fieldset", {}, h("legend", { text: question }),
    ...entries.map(({ id, name, by }) => button(by ? `${name} · ${by}` : name, () => press(id), { "aria-pressed": String(chosen === id), "data-id": id })));
  const told = (...texts) => {
    spoken.textContent = texts.join(" ");
    return h("div", { class: "sby-told" }, ...texts.map((text) => h("p", { text })));
  };

  const draw = (toFocus) => {
    const cases = model.get("cases");
    if (at >= cases.length) {
      const again = button(ui.drill_again, () => { at = 0; zone = place = null; draw("h4"); }, { class: "sby-primary" });
      stage.replaceChildren(h("h4", { text: ui.drill_done, tabindex: "-1" }), again);
    } else {
      const story = cases[at];
      const right = named("zones", story.zone);
      const parts = [
        h("h4", { text: fillIn(ui.drill_heading, { number: at + 1, total: cases.length }), tabindex: "-1" }),
        h("p", { class: "sby-story", text: story.text }),
        choice(ui.drill_zone, model.get("zones"), zone, (id) => { zone = id; draw(`[data-id="${id}"]`); }),
      ];
      if (zone) {
        parts.push(told(fillIn(zone === story.zone ? ui.drill_yes_zone : ui.drill_not_zone, { zone: right.name, by: right.by }), story.why),
          choice(ui.drill_first, model.get("places"), place, (id) => { place = id; draw(`fieldset ~ fieldset [data-id="${id}"]`); }));
      }
      if (place) {
        const [first, ...others] = story.who.map((id) => named("places", id).name);
        const order = others.length ? fillIn(ui.drill_place, { first, then: others.join(", ") }) : fillIn(ui.drill_place_only, { first });
        const said = place === story.who[0] ? ui.right : story.who.includes(place) ? ui.drill_possible : ui.not_yet;
        parts.push(told(`${said} ${order}`, `${ui.drill_say}: ${story.say}`),
          button(ui.drill_next, () => { at += 1; zone = place = null; draw("h4"); }, { class: "sby-primary" }));
      }
      stage.replaceChildren(...parts);
    }
    if (typeof toFocus === "string") stage.querySelector(toFocus)?.focus();
  };
  return keepDrawn(["cases", "zones", "places", "ui"], draw);
}

export default { render };
