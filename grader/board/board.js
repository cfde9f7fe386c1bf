// A panel on the screen: its blocks, how far an act is, and what it did. All of it is decided in the kernel.

const HEARD_WITHIN_MS = 5000; // the kernel's own thread is always free, so what was pressed is heard at once

const BLOCKS = {
  table: tableBlock,
  acts: actsBlock,
  note: ({ text, tone }, { words }) =>
    h("p", { class: "sbb-note", "data-tone": tone }, toneSign(tone, words), h("span", { text })),
  numbers: ({ numbers }, { words }) => h("dl", { class: "sbb-numbers" }, ...numbers.map(({ label, value, n, tone }) =>
    h("div", { "data-tone": tone || null }, h("dt", { text: label }),
      h("dd", {}, toneSign(tone, words), h("span", { text: value }), restsOn(n, words))))),
  picture: ({ src, alt, caption, n }, { words }) => h("figure", {}, h("img", { src, alt }),
    h("figcaption", {}, h("span", { text: caption }), restsOn(n, words)),
    h("details", {}, h("summary", { text: words.in_words }), h("p", { text: alt }))),
  choice: ({ id, label, options, chosen }, context) => {
    const field = h("select", { id: uid("choice"), "data-key": `choice/${id}` },
      ...options.map(([value, text]) => h("option", { value, text, selected: value === chosen })));
    field.addEventListener("change", () => {
      context.body.setAttribute("aria-busy", "true");
      context.send({ type: "choose", id, value: field.value });
    });
    return h("p", { class: "sbb-choice" }, h("label", { for: field.id, text: label }), field);
  },
};

function render({ model, el }) {
  const words = model.get("words");
  el.classList.add("sbb");
  el.lang = model.get("lang");
  el.tabIndex = -1; // a click on plain text lands here, not on the notebook's cell
  el.dataset.lmSuppressShortcuts = "true";
  const { about } = model.get("about");
  const body = h("div", { class: "sbb-body" });
  const told = h("p", { class: "sbb-told", role: "status", tabindex: "-1" });
  const undo = h("span");
  const far = h("div", { class: "sbb-work" });
  const foot = h("div", { class: "sbb-foot" }, far, h("div", { class: "sbb-acts" }, told, undo));
  el.replaceChildren(...(about ? [h("p", { class: "sbb-about", text: about })] : []), body, foot);

  const tell = (text, state = "") => {
    told.textContent = text;
    foot.dataset.state = state;
  };
  const unheard = new Map(); // what was sent and is not heard yet, by its number
  let sent = 0;
  const send = (message, form = null) => {
    const number = Date.now() * 1000 + (sent++ % 1000); // no other page's, nor one from before a reload
    const giveUp = () => {
      clearTimeout(mine.timer);
      mine.isLost = true;
      context.view.form ??= form; // what was typed is not lost
      drawBlocks(); // a choice shows again what the panel was built for
      tell(words.lost, "failed");
    };
    const mine = { form, isLost: false, timer: setTimeout(giveUp, HEARD_WITHIN_MS) };
    unheard.set(number, mine);
    if (told.textContent === words.lost) tell("");
    try {
      model.send({ ...message, number });
    } catch {
      giveUp();
    }
  };
  const context = {
    words, body, send,
    lang: model.get("lang"),
    view: { tables: {}, form: null },
    isBusy: () => model.get("busy"),
    refuseWhileBusy: () => {
      if (model.get("busy")) tell(words.busy, "warn");
      return model.get("busy");
    },
    run: ({ id, given }, form = null) => send({ type: "act", id, given: { ...given, ...form?.values } }, form),
  };

  const drawBlocks = () => {
    const shown = model.get("shown");
    if (shown.state === "loading") {
      body.replaceChildren(h("p", { class: "sbb-loading", text: words.loading }));
      body.setAttribute("aria-busy", "true");
      return;
    }
    const isStill = keepingFocus(body, () => {
      body.removeAttribute("aria-busy");
      if (shown.state === "fault") {
        body.replaceChildren(h("p", { class: "sbb-note", "data-tone": "danger" }, toneSign("danger", words), h("span", { text: shown.text })),
          h("div", { class: "sbb-acts" }, button(words.again, () => send({ type: "again" }), { "data-key": "again" })));
      } else {
        body.replaceChildren(...shown.blocks.map((block) => BLOCKS[block.kind](block, context)));
      }
    });
    if (!isStill) (undo.querySelector("button") ?? told).focus({ preventScroll: true });
  };
  const drawTold = () => {
    const { text = "", state = "", undo: act = null } = model.get("told");
    const hadFocus = undo.contains(document.activeElement);
    tell(text, state);
    undo.replaceChildren(...(act ? [button(act.label || words.undo, () => {
      if (!context.refuseWhileBusy()) context.run(act);
    }, { "data-key": "undo", "data-act": true })] : []));
    if (hadFocus) told.focus({ preventScroll: true });
  };
  const drawWork = () => {
    const { done, total, rate, left } = model.get("work");
    if (done === undefined) {
      const hadFocus = far.contains(document.activeElement);
      far.replaceChildren();
      if (hadFocus) told.focus({ preventScroll: true });
      return;
    }
    if (!far.childElementCount) {
      far.append(h("progress", { "aria-label": words.running }), h("span", { class: "sbb-far" }),
        button(words.stop, () => send({ type: "stop" }), { "data-key": "stop" }));
    }
    const [bar, text] = far.children;
    if (total) Object.assign(bar, { max: total, value: done });
    const parts = total ? [fillIn(words.of, { done: written(done), total: written(total) }), fillIn(words.rate, { rate: written(rate) })] : [words.running];
    text.textContent = parts.concat(total && left !== null ? [fillIn(words.left, { left: written(left) })] : []).join(" · ");
  };
  const drawHeard = () => {
    const heard = unheard.get(model.get("heard"));
    clearTimeout(heard?.timer);
    unheard.delete(model.get("heard"));
    if (!heard?.isLost) return;
    if (context.view.form === heard.form) context.view.form = null; // late, but heard: it is not to be sent twice
    drawBlocks();
    if (![...unheard.values()].some(({ isLost }) => isLost)) drawTold();
  };
  const written = (number) => number.toLocaleString(context.lang, { maximumFractionDigits: number < 10 ? 1 : 0 });
  const drawBusy = () => {
    for (const each of el.querySelectorAll("[data-act]")) each.setAttribute("aria-disabled", String(model.get("busy")));
  };
  const watched = { shown: drawBlocks, told: drawTold, work: drawWork, busy: drawBusy, heard: drawHeard };
  for (const [trait, draw] of Object.entries(watched)) {
    draw();
    model.on(`change:${trait}`, draw);
  }
  return () => {
    for (const { timer } of unheard.values()) clearTimeout(timer);
    for (const [trait, draw] of Object.entries(watched)) model.off(`change:${trait}`, draw);
  };
}

export default { render };
