// Elements of a panel, and what its parts share. The files of a panel are joined to one module, in this order:
// element, table, act, board.

/** Make an element: h("p", {class: "x", onclick: f, text: "…"}, child, …). Text is never parsed as HTML. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  if (element.matches("button, input, select, summary, [tabindex]")) element.dataset.lmSuppressShortcuts = "true";
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function button(text, onclick, attributes = {}) {
  return h("button", { type: "button", text, onclick, ...attributes });
}

let serial = 0;
/** A document-wide unique id, to tie labels and descriptions to their elements. */
function uid(name) {
  serial += 1;
  return `sbb-${name}-${serial}-${Math.random().toString(36).slice(2, 7)}`;
}

/** Put values into the {places} of a text. */
function fillIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

const SIGNS = { good: "✓", warn: "!", danger: "‼" };
/** What a tone says to those who see no colour: a sign, and its word for those who hear the page. */
function toneSign(tone, words) {
  if (!SIGNS[tone]) return null;
  return h("span", { class: "sbb-sign", "data-tone": tone },
    h("span", { "aria-hidden": "true", text: SIGNS[tone] }), h("span", { class: "sbb-unseen", text: `${words[tone]}: ` }));
}

/** How many persons, answers or entries something rests on. */
function restsOn(n, words) {
  return n === null ? null : h("span", { class: "sbb-n", text: fillIn(words.small, { n }) });
}

/** Draw anew without losing the keyboard's place: whatever had the focus gets it back, by its data-key. */
function keepingFocus(place, draw) {
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  draw();
  if (held === undefined) return true;
  const again = place.querySelector(`[data-key="${CSS.escape(held)}"]`);
  again?.focus({ preventScroll: true });
  return Boolean(again);
}
