// An assessed conversation: the chat alone, without consequence, reason or look back.

function talkItem({ model, item, ui, keep, signal }) {
  const { log, show: showLog } = chatLog(ui.conversation);
  const below = h("div");
  let firstNew = null;
  let isBusy = false;

  const entries = (turns) => turns.flatMap(({ lines, reply }, turn) => [
    ...lines.map((line) => ({ key: `${turn} ${line.id} ${line.text}`, make: () => bubble(line, ui) })),
    ...(reply ? [{ key: `${turn} says ${reply.text}`, make: () => bubble({ who: "you", text: reply.text }, ui) }] : []),
  ]);
  const go = async (path, isBack) => {
    if (isBusy) return;
    isBusy = true;
    const outcome = await keep({ path });
    isBusy = false;
    if (!["saved", "done", "stale"].includes(outcome)) return; // nothing moved: stay where the person is
    follow(isBack ? below.querySelector(".sby-choices") : firstNew ?? log);
  };
  const choices = ({ path, choices: offered }) => {
    const id = uid("choices");
    return h("div", { class: "sby-choices", role: "group", "aria-labelledby": id, tabindex: "-1" },
      h("h4", { id, text: ui.your_reply }),
      ...offered.map((choice, place) => h("button", { type: "button", class: "sby-choice", onclick: () => go([...path, choice.id], false) },
        h("span", { class: "sby-key", "aria-hidden": "true", text: String(place + 1) }), h("span", { text: choice.text }))));
  };
  const draw = () => {
    const chat = model.get("chat");
    firstNew = showLog(entries(chat.turns));
    below.replaceChildren(
      chat.has_ended ? h("p", { class: "sby-over", text: ui.conversation_over }) : choices(chat),
      ...(chat.path.length
        ? [h("div", { class: "sby-retry" }, button(ui.step_back, () => go(chat.path.slice(0, -1), true), { class: "sby-secondary" }))]
        : []));
  };
  listen(model, "change:chat", draw, signal);
  draw();
  const { setting, content_note: note } = model.get("chat");
  return {
    element: h("div", {}, h("p", { class: "sby-prompt", text: item.prompt }),
      h("p", { class: "sby-setting", text: setting }), h("p", { class: "sby-note", text: note }), log, below),
    slots: new Map(),
    answer: () => (model.get("chat").has_ended ? model.get("answer") : null),
    show: () => {}, // the chat follows the model
    first: () => below.querySelector("button") ?? log,
  };
}
