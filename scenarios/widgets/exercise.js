// Below an exercise: the check, what it found part by part, and another try.

function exerciseFoot(model, shell, item, kind, signal) {
  const { ui, send } = shell;
  const isText = item.type === "text";
  const summary = h("p", { class: "sby-summary", role: "status", "aria-live": "polite" });
  const more = h("div", { class: "sby-more", hidden: true });
  const check = button(isText ? ui.compare : ui.check, async () => {
    const answer = kind.answer();
    if (!answer) {
      summary.classList.remove("sby-unseen");
      summary.textContent = ui.answer_first;
      kind.first().focus();
      return;
    }
    if (isText) { compare(); return; }
    if (item.type !== "dialogue") await send({ type: "answer", answer });
    await send({ type: "check" });
  }, { class: "sby-primary" });
  const again = button(ui.try_again, async () => {
    await send({ type: "again" });
    kind.first().focus();
  }, { class: "sby-secondary", hidden: true });

  const compare = () => {
    const tick = (text) => {
      const field = uid("tick");
      return h("li", {}, h("label", { class: "sby-card", for: field }, h("input", { type: "checkbox", id: field }), h("span", { text })));
    };
    more.replaceChildren(
      h("h4", { text: ui.checklist, tabindex: "-1" }), h("ul", { class: "sby-rows" }, ...item.checklist.map(tick)),
      h("h4", { text: ui.examples }), ...item.examples.map((text) => h("blockquote", { class: "sby-quote", text })));
    more.hidden = false;
    summary.textContent = "";
    more.firstChild.focus();
  };
  const verdict = ({ is_right: isRight, why }) => [
    h("strong", { class: isRight ? "sby-right" : "sby-not-yet", text: isRight ? `✓ ${ui.right}` : `→ ${ui.not_yet}` }),
    why ? h("span", { text: ` ${why}` }) : "",
  ];
  const show = () => {
    const { summary: said = "", parts = [] } = model.get("feedback");
    const [only] = parts.length === 1 ? parts : [];
    summary.textContent = only ? `${said}. ${only.why}` : said;
    summary.classList.toggle("sby-unseen", Boolean(only)); // seen at its option already, but said here
    kind.slots.forEach((slot) => { slot.hidden = true; slot.replaceChildren(); });
    for (const part of parts) {
      const slot = kind.slots.get(part.id);
      if (slot) { slot.replaceChildren(...verdict(part)); slot.hidden = false; }
    }
    if (!isText) {
      const loose = parts.filter(({ id }) => !kind.slots.has(id));
      more.replaceChildren(h("ul", { class: "sby-rows" }, ...loose.map((part) => h("li", {}, ...verdict(part)))));
      more.hidden = !loose.length;
    }
    again.hidden = !said;
  };
  listen(model, "change:feedback", show, signal);
  if (model.get("feedback").summary) show();
  return h("div", { class: "sby-foot" }, h("div", { class: "sby-buttons" }, check, again), summary, more);
}
