// Five seconds of silence: press start, keep from speaking, and see what room does.

const SILENCE_MS = 5000;
const SETTLE_MS = 900; // a press meant for "speak" must not start the next round

function render({ model, el }) {
  const { body, ui, keepDrawn } = frame(model, el);
  const { log, show } = chatLog(ui.conversation);
  const told = h("p", { class: "sby-told", role: "status" });
  const title = h("h3", { class: "sby-title" });
  const intro = h("p");
  const press = button("", () => pressed(), { class: "sby-primary sby-big" });
  body.replaceChildren(title, intro, log, told, press);
  let phase = "ready"; // ready | silent | over
  let since = 0;
  let timer = null;

  const friend = (key, text, className = "") => ({
    key: `${since} ${key}`,
    make: () => {
      const line = bubble({ who: "friend", name: ui.friend, text }, ui);
      if (className) line.classList.add(className);
      return line;
    },
  });
  const draw = () => {
    title.textContent = ui.silence_title;
    intro.textContent = ui.silence_intro;
    press.textContent = { ready: ui.silence_begin, silent: ui.silence_speak, over: ui.try_again }[phase];
    log.hidden = phase === "ready";
  };
  const end = (text, lastLine) => {
    clearTimeout(timer);
    phase = "over";
    show([friend("first", ui.silence_friend), ...(lastLine ? [friend("last", lastLine)] : [])]);
    told.textContent = text;
    since = performance.now();
    draw();
  };
  const pressed = () => {
    const lasted = performance.now() - since;
    if (phase === "silent") {
      end(fillIn(ui.silence_early, { seconds: (lasted / 1000).toFixed(1).replace(".", model.get("lang") === "id" ? "," : ".") }));
      return;
    }
    if (phase === "over" && lasted < SETTLE_MS) return;
    phase = "silent";
    since = performance.now();
    show([friend("first", ui.silence_friend), friend("quiet", "…", "sby-quiet")]);
    told.textContent = ui.silence_on;
    timer = setTimeout(() => end(ui.silence_held, ui.silence_friend_after), SILENCE_MS);
    draw();
  };
  return keepDrawn(["ui"], draw, () => clearTimeout(timer));
}

export default { render };
