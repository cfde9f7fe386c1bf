// Pair talk counter: two big buttons, five minutes, and feedback on the ratio. Nothing leaves the screen.

const TALK_MS = 5 * 60 * 1000;
const SETTLE_MS = 900; // a second press on "finish" must not clear the count

function render({ model, el }) {
  const { body, ui, keepDrawn } = frame(model, el);
  let taps = []; // "reflection" | "question", in order
  let endsAt = null; // when the five minutes are over
  let isOver = false;
  let finishedAt = 0;
  let ticker = null;
  const title = h("h3", { class: "sby-title" });
  const intro = h("p");
  const clock = h("p", { class: "sby-clock", role: "timer", "aria-live": "off" });
  const control = button("", () => (endsAt ? finish() : isOver ? again() : begin()), { class: "sby-primary" });
  const undo = button("", () => { if (!isOver) taps.pop(); draw(); });
  const told = h("div", { class: "sby-told", role: "status" });
  const counter = (kind) => {
    const count = h("span", { class: "sby-count" });
    const parts = [h("strong"), h("small"), count];
    const pad = h("button", { type: "button", class: `sby-pad sby-pad-${kind}`, onclick: () => tap(kind) }, ...parts);
    return { pad, parts, count };
  };
  const pads = { reflection: counter("reflection"), question: counter("question") };
  body.replaceChildren(title, intro, h("div", { class: "sby-clock-row" }, clock, control),
    h("div", { class: "sby-pads" }, pads.reflection.pad, pads.question.pad), undo, told);

  const count = (kind) => taps.filter((tapped) => tapped === kind).length;
  const draw = () => {
    const left = endsAt ? Math.max(0, endsAt - Date.now()) : isOver ? 0 : TALK_MS;
    const seconds = Math.ceil(left / 1000);
    clock.textContent = `${ui.tally_time_left} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    title.textContent = ui.tally_title;
    intro.textContent = ui.tally_intro;
    control.textContent = endsAt ? ui.tally_finish : isOver ? ui.tally_again : ui.tally_begin;
    undo.textContent = ui.tally_undo;
    undo.setAttribute("aria-disabled", String(!taps.length || isOver));
    for (const [kind, { pad, parts }] of Object.entries(pads)) {
      parts[0].textContent = ui[`tally_${kind}`];
      parts[1].textContent = ui[`tally_${kind}_hint`];
      parts[2].textContent = String(count(kind));
      pad.setAttribute("aria-disabled", String(isOver));
    }
  };
  const begin = () => {
    endsAt = Date.now() + TALK_MS;
    ticker = setInterval(() => (Date.now() >= endsAt ? finish(true) : draw()), 250);
    draw();
  };
  const tap = (kind) => {
    if (isOver) return;
    if (!endsAt) begin();
    taps.push(kind);
    draw();
  };
  const finish = (isTimeUp = false) => {
    clearInterval(ticker);
    endsAt = null;
    isOver = true;
    finishedAt = performance.now();
    const [reflections, questions] = [count("reflection"), count("question")];
    const advice = reflections + questions === 0 ? ui.talk_none : reflections >= questions ? ui.talk_even : ui.talk_more_reflections;
    told.replaceChildren(
      ...(isTimeUp ? [h("p", { text: ui.tally_time_up })] : []),
      h("p", { class: "sby-count", text: fillIn(ui.talk_count, { reflections, questions }) }),
      h("p", { text: advice }), h("p", { class: "sby-note", text: ui.talk_feedback_only }));
    draw();
  };
  const again = () => {
    if (performance.now() - finishedAt < SETTLE_MS) return;
    taps = [];
    isOver = false;
    told.replaceChildren();
    draw();
  };
  return keepDrawn(["ui"], draw, () => clearInterval(ticker));
}

export default { render };
