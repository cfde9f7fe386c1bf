// One item: its frame, the saving of its answer, and in a lesson its feedback. Each kind draws its own controls.

const KINDS = {
  choice: choiceItem, closed: closedItem, dialogue: talkItem, matching: matchingItem, ordering: orderingItem, text: writingItem,
};

/** A question that waits for the trainee's code at the start of the page. */
function closedItem({ ui }) {
  return { element: h("p", { class: "sby-note", text: ui.closed_item }), show() {}, first() {} };
}

function drawItem(model, el, screen, signal) {
  const item = model.get("item");
  const isExercise = model.get("is_exercise");
  const shell = frame(model, el, { saves: !isExercise });
  const { ui, status } = shell;
  let pending = null; // an answer on its way, or one that could not be saved
  let seen = null; // the revision that the present change builds on

  const touch = () => {
    if (seen === null) seen = model.get("revision");
    status.textContent = ui.saving;
    status.dataset.outcome = "saving";
  };
  const keep = async (answer) => {
    if (isExercise) return shell.send({ type: "answer", answer });
    touch();
    pending = answer;
    retry.hidden = true;
    const outcome = await shell.send({ type: "answer", answer, seen, window: screen });
    if (pending !== answer) return outcome; // a newer change is on its way
    if (outcome === "saved") settled();
    else if (outcome === "stale") {
      settled();
      (kind.giveWay ?? kind.show)(model.get("answer"), answer);
    } else {
      retry.hidden = false;
    }
    return outcome;
  };
  const settled = () => {
    pending = null;
    retry.hidden = true;
    seen = kind.isDirty?.() ? model.get("revision") : null;
  };
  const retry = button(ui.try_saving_again, () => { kind.first().focus(); keep(pending); }, { class: "sby-secondary", hidden: true });

  const kind = KINDS[item.type]({ model, item, ui, isExercise, keep, touch, signal });
  kind.show(model.get("answer"));
  if (!isExercise && model.get("answer")) {
    status.textContent = ui.saved;
    status.dataset.outcome = "saved";
  }

  const headingId = uid("heading");
  const heading = h("h3", { id: headingId, class: "sby-heading", tabindex: "-1", text: model.get("heading") });
  heading.dataset.sbyItem = item.id;
  const notice = h("p", { class: "sby-warning", role: "alert" });
  const tellNotice = () => { notice.textContent = model.get("notice"); notice.hidden = !model.get("notice"); };
  const quote = item.quote && h("figure", { class: "sby-figure" },
    h("figcaption", { text: fillIn(ui.says, { who: item.quote.who }) }), h("blockquote", { class: "sby-quote", text: item.quote.text }));
  shell.body.append(h("div", { class: "sby-item", role: "group", "aria-labelledby": headingId },
    heading, notice, quote ?? null, kind.element, retry, isExercise ? exerciseFoot(model, shell, item, kind, signal) : null));
  tellNotice();
  if (item.type !== "dialogue") { // help and leaving stand once on the page, and in every conversation
    el.querySelector(".sby-bar").hidden = true;
    retry.before(status);
  }

  listen(model, "change:notice", tellNotice, signal);
  listen(model, isExercise ? "change:answer" : "change:revision", () => {
    const answer = model.get("answer");
    if (pending !== null && JSON.stringify(pending) === JSON.stringify(answer)) {
      settled();
      status.textContent = ui.saved;
      status.dataset.outcome = "saved";
    } else if (pending === null && !kind.isDirty?.()) kind.show(answer);
  }, signal);
  return shell;
}

export default {
  render({ model, el }) {
    const screen = uid("screen");
    return redrawn(model, (signal) => drawItem(model, el, screen, signal), ["change:lang", "change:asked"]);
  },
};
