// A practice conversation: start page, chat, choices, and the look back at its end.

/** The page before the conversation. */
function startPage(about, ui, begin) {
  const people = about.people.map(({ name, about: told }) =>
    h("li", {}, h("span", { class: "sby-avatar", "aria-hidden": "true", text: name.slice(0, 1) }),
      h("div", {}, h("strong", { text: name }), h("p", { text: told }))));
  return h("div", { class: "sby-start" },
    h("p", { class: "sby-setting", text: about.setting }),
    h("h4", { text: ui.people }), h("ul", { class: "sby-people", role: "list" }, ...people),
    h("div", { class: "sby-content-note" }, h("h4", { text: ui.starting }), h("p", { text: about.content_note })),
    about.from_age ? h("p", { class: "sby-warning", text: fillIn(ui.from_age, { age: about.from_age }) }) : null,
    about.is_reviewed ? null : h("p", { class: "sby-note", text: ui.not_reviewed }),
    button(ui.begin, begin, { class: "sby-primary sby-begin" }));
}

/** What can be said now, as buttons in the author's order. */
function choiceList(choices, ui, choose) {
  const id = uid("choices");
  const hint = uid("keys");
  const buttons = choices.map((choice, place) =>
    h("button", { type: "button", class: "sby-choice", onclick: () => choose(choice.id) },
      h("span", { class: "sby-key", "aria-hidden": "true", text: String(place + 1) }),
      h("span", { text: choice.text })));
  return h("div", { class: "sby-choices", role: "group", "aria-labelledby": id, "aria-describedby": hint, tabindex: "-1" },
    h("h4", { id, text: ui.your_reply }), ...buttons, h("p", { class: "sby-note sby-keys", id: hint, text: ui.number_keys }));
}

/** One step back, and over from the start after a second question in the same place. */
function retryBar(ui, act) {
  const bar = h("div", { class: "sby-retry" });
  const rest = () => bar.replaceChildren(
    button(ui.step_back, () => act("undo")),
    button(ui.begin_again, ask));
  const ask = () => {
    const yes = button(ui.begin_again_yes, () => act("restart"), { class: "sby-primary" });
    const no = button(ui.begin_again_no, () => { rest(); bar.lastChild.focus(); });
    bar.replaceChildren(h("p", { id: uid("sure"), text: ui.begin_again_ask }), yes, no);
    yes.setAttribute("aria-describedby", bar.firstChild.id);
    no.focus();
  };
  rest();
  return bar;
}

/** The conversation as entries of a chat log. */
function entriesOf(turns, ui) {
  return turns.flatMap(({ lines, reply }, turn) => [
    ...lines.map((line) => ({ key: `${turn} ${line.id} ${line.text}`, make: () => bubble(line, ui) })),
    ...(reply ? [
      { key: `${turn} says ${reply.text}`, make: () => bubble({ who: "you", name: ui.you, text: reply.text }, ui) },
      { key: `${turn} coach ${reply.why}`, make: () => coachNote(reply, ui) },
    ] : []),
  ]);
}

function render({ model, el }) {
  const { body, send, ui, keepDrawn } = frame(model, el, { saves: true });
  const title = h("h3", { class: "sby-title", tabindex: "-1" });
  const resumed = h("p", { class: "sby-note", hidden: true });
  const { log, show } = chatLog(ui.conversation);
  const below = h("div");
  let firstNew = null;
  let isBusy = false;
  body.replaceChildren(title, resumed, log, below);

  const act = async (type, more = {}) => {
    if (isBusy) return;
    isBusy = true;
    below.setAttribute("aria-busy", "true");
    const at = model.get("scene").turns.length - 1;
    const outcome = await send({ type, at, ...more });
    isBusy = false;
    below.removeAttribute("aria-busy");
    if (outcome === "no-answer" || outcome === "failed") return; // nothing moved: stay where the person is
    const next = type === "undo" ? below.querySelector(".sby-choices") : type === "restart" ? title : firstNew;
    if (next) follow(next);
  };

  const draw = () => {
    const { is_started: isStarted, was_resumed: wasResumed, turns, choices, back } = model.get("scene");
    const about = model.get("about");
    title.textContent = about.title;
    resumed.textContent = ui.resumed;
    resumed.hidden = !wasResumed;
    log.hidden = !isStarted;
    log.setAttribute("aria-label", ui.conversation);
    firstNew = show(isStarted ? entriesOf(turns, ui) : []);
    if (!isStarted) below.replaceChildren(startPage(about, ui, () => act("start")));
    else {
      below.replaceChildren(
        ...(back ? [lookingBack(back, about, ui)] : []),
        ...(choices.length ? [choiceList(choices, ui, (choice) => act("choose", { choice }))] : []),
        ...(turns.length > 1 ? [retryBar(ui, act)] : []));
    }
  };

  const pressNumber = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || body.hidden || !/^[1-9]$/.test(event.key)) return;
    const chosen = below.querySelectorAll(".sby-choice")[Number(event.key) - 1];
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
  };
  el.addEventListener("keydown", pressNumber);
  return keepDrawn(["scene", "about"], draw, () => el.removeEventListener("keydown", pressNumber));
}

export default { render };
