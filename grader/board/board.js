// A panel on the screen: its blocks, how far an act is, and what it did. All of it is decided in the kernel.

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
  const send = (message) => {
    try {
      model.send(message);
    } catch {
      tell(words.lost, "failed");
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
    run: ({ id, given }, values) => send({ type: "act", id, given: { ...given, ...values } }),
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
      if (!context.refuseWhileBusy()) context.run(act, {});
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
  const written = (number) => number.toLocaleString(context.lang, { maximumFractionDigits: number < 10 ? 1 : 0 });
  const drawBusy = () => {
    for (const each of el.querySelectorAll("[data-act]")) each.setAttribute("aria-disabled", String(model.get("busy")));
  };
  const watched = { shown: drawBlocks, told: drawTold, work: drawWork, busy: drawBusy };
  for (const [trait, draw] of Object.entries(watched)) {
    draw();
    model.on(`change:${trait}`, draw);
  }
  return () => {
    for (const [trait, draw] of Object.entries(watched)) model.off(`change:${trait}`, draw);
  };
}

export default { render };
