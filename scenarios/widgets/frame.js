// What all widgets share. Each widget file calls frame(model, el) and fills the body it returns.

const ANSWER_WITHIN_MS = 4000; // "Belum tersimpan" must show within 5 seconds of a lost kernel or failed write
const SHORTCUT_GUARD = "lmSuppressShortcuts"; // data-lm-suppress-shortcuts: keys stay out of the notebook

/** Make an element: h("p", {class: "x", onclick: f, text: "…"}, child, …). Text is never parsed as HTML. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  if (element.matches("button, input, select, textarea, a, summary, [tabindex]")) {
    element.dataset[SHORTCUT_GUARD] = "true";
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that submits nothing. */
function button(text, onclick, attributes = {}) {
  return h("button", { type: "button", text, onclick, ...attributes });
}

let serial = 0;
/** A document-wide unique id, to tie labels and descriptions to their elements. */
function uid(name) {
  serial += 1;
  return `sby-${name}-${serial}-${Math.random().toString(36).slice(2, 7)}`;
}

/** Put values into the {places} of a text of the interface. */
function fillIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** Move the keyboard to `element` and bring it into view below the bar. Only after the person's own action. */
function moveTo(element) {
  const widget = element.closest(".sby");
  const bar = widget.querySelector(".sby-bar");
  element.focus({ preventScroll: true });
  const isBelowBar = element.getBoundingClientRect().top >= bar.getBoundingClientRect().bottom;
  if (isBelowBar && widget.getBoundingClientRect().bottom <= innerHeight) return;
  element.style.scrollMarginTop = `${bar.offsetHeight + 12}px`;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
}

/** Move to `element` once the kernel has answered, unless the person has gone on to another widget meanwhile. */
function follow(element) {
  const at = document.activeElement?.closest(".sby");
  if (!at || at === element.closest(".sby")) moveTo(element);
}

/**
 * Build the frame: top bar (help, quick exit, save status) and body.
 * Returns {body, send, status, ui, dispose, keepDrawn}. send(message) resolves to the outcome that the kernel gave
 * ("done" | "saved" | "stale" | "not-saved" | "failed") or "no-answer" when none came in time.
 * `ui` follows the language; `dispose` takes the listeners off the model.
 */
function frame(model, el, { saves = false } = {}) {
  const ui = { ...model.get("ui") };
  el.classList.add("sby");
  el.tabIndex = -1; // a click on plain text lands here, not on the notebook's cell with its shortcuts
  el.dataset[SHORTCUT_GUARD] = "true";

  const status = h("p", { class: "sby-status", role: "status" });
  const body = h("div", { class: "sby-body" });
  const card = h("section", { id: uid("help"), class: "sby-help", tabindex: "0", hidden: true });
  const setHelp = (isOpen) => {
    card.hidden = !isOpen;
    helpButton.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? card : helpButton).focus();
  };
  const helpButton = button("", () => setHelp(card.hidden), {
    class: "sby-help-button", "aria-expanded": "false", "aria-controls": card.id,
  });
  card.addEventListener("keydown", (event) => { if (event.key === "Escape") setHelp(false); });

  const awayText = h("p");
  const backButton = button("", () => setAway(false), { class: "sby-primary" });
  const away = h("div", { class: "sby-away", tabindex: "-1", hidden: true }, awayText, backButton);
  const exitButton = button("", () => setAway(true), { class: "sby-exit-button" });
  const setAway = (isAway) => {
    body.hidden = isAway;
    away.hidden = !isAway;
    exitButton.hidden = isAway;
    (isAway ? away : exitButton).focus();
  };
  const buttons = h("div", { class: "sby-bar-buttons" }, helpButton, exitButton);
  el.replaceChildren(h("div", { class: "sby-bar" }, buttons, status, card), away, body);

  const speak = () => {
    Object.assign(ui, model.get("ui"));
    el.lang = model.get("lang");
    helpButton.textContent = ui.need_help;
    exitButton.textContent = ui.leave_now;
    backButton.textContent = ui.come_back;
    awayText.textContent = ui.away_text;
    fillHelp(card, model.get("help"), button(ui.close_help, () => setHelp(false)));
  };
  speak();

  const waiting = new Map();
  let seq = 0;
  const tell = (outcome) => {
    const failed = { "not-saved": ui.not_saved, failed: ui.not_saved, "no-answer": ui.not_saved_kernel };
    const texts = { stale: ui.stale, ...failed, ...(saves ? { saved: ui.saved } : {}) };
    status.textContent = texts[outcome] ?? "";
    status.dataset.outcome = outcome;
  };
  const settleOne = () => {
    const { seq: answered, outcome } = model.get("ack");
    waiting.get(answered)?.(outcome);
  };
  const send = (message) => new Promise((resolve) => {
    seq += 1;
    const mine = Date.now() * 1000 + (seq % 1000);
    const settle = (outcome) => {
      clearTimeout(timer);
      waiting.delete(mine);
      if (!waiting.size) tell(outcome); // not "saved" while a newer change is still on its way
      resolve(outcome);
    };
    const timer = setTimeout(() => settle("no-answer"), ANSWER_WITHIN_MS);
    waiting.set(mine, settle);
    if (saves) {
      status.textContent = ui.saving;
      status.dataset.outcome = "saving";
    }
    try {
      model.send({ ...message, seq: mine });
    } catch {
      settle("no-answer"); // the connection to the kernel is already known to be gone
    }
  });
  model.on("change:ack", settleOne);
  model.on("change:ui", speak);
  const dispose = () => {
    model.off("change:ack", settleOne);
    model.off("change:ui", speak);
  };
  /** Draw now and whenever one of `traits` changes. Returns what render() returns: it calls `end` and stops all. */
  const keepDrawn = (traits, draw, end = () => {}) => {
    const events = traits.map((name) => `change:${name}`).join(" ");
    const again = () => draw();
    model.on(events, again);
    again();
    return () => {
      end();
      model.off(events, again);
      dispose();
    };
  };
  return { body, send, status, ui, dispose, keepDrawn };
}

/** Fill the help card: the school's own adults first, then lines with their limits and how sure we are. */
function fillHelp(card, help, closeButton = null) {
  const entry = ({ name, detail, reach, note }) =>
    h("li", {}, h("strong", { text: name }), detail ? h("span", { text: ` — ${detail}` }) : null,
      reach ? h("p", { class: "sby-reach", text: reach }) : null,
      note ? h("p", { class: "sby-note", text: note }) : null);
  const titles = [h("h3", { id: uid("help-title"), text: help.title })];
  const parts = [titles[0], h("p", { text: help.intro }), h("h4", { text: help.adults_title })];
  parts.push(help.adults.length
    ? h("ul", { class: "sby-adults" }, ...help.adults.map(entry))
    : h("p", { class: "sby-missing", text: help.adults_missing }));
  if (help.lines.length) {
    parts.push(h("h4", { text: help.lines_title }), h("ul", { class: "sby-lines" }, ...help.lines.map(entry)));
  }
  card.setAttribute("aria-labelledby", titles[0].id);
  card.replaceChildren(...parts, ...(closeButton ? [closeButton] : []));
}
