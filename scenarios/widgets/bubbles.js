// Chat bubbles: a log of things said, added to without drawing again what is already there.

/** One thing said: {who, name, text}. `you` stands right, a friend left, the narrator in the middle. */
function bubble(line, ui) {
  const side = line.who === "you" ? "you" : line.who === "narrator" ? "narrator" : "friend";
  const item = h("li", { class: `sby-line sby-${side}`, tabindex: "-1" });
  if (side === "friend") {
    item.append(h("span", { class: "sby-avatar", "aria-hidden": "true", text: line.name.slice(0, 1) }));
  }
  const speaker = side === "you" ? ui.you : line.name;
  const said = h("div", { class: "sby-bubble" });
  if (side !== "narrator") {
    said.append(h("span", { class: side === "friend" ? "sby-name" : "sby-unseen", text: speaker }), " ");
  }
  said.append(h("span", { class: "sby-said", text: line.text }));
  item.append(said);
  return item;
}

const TONES = ["tone_harm", "tone_not_yet", "tone_good", "tone_good"]; // by level 1–4

/** What a reply did and why, from the coach; the tone is a word too, never only a colour. */
function coachNote(reply, ui) {
  const tone = TONES[reply.level - 1];
  return h("li", { class: `sby-coach sby-${tone}` },
    h("p", { class: "sby-coach-head" }, h("span", { text: ui.coach }), h("strong", { text: ui[tone] })),
    h("p", { text: reply.consequence }), h("p", { text: reply.why }));
}

/**
 * A chat log. show(entries) takes [{key, make}] and keeps what is already there, so that a screen reader hears
 * only what is new; it returns the first new element, or null.
 */
function chatLog(label) {
  const list = h("ol", { role: "list" });
  const log = h("div", { class: "sby-log", role: "log", "aria-label": label }, list);
  let shown = [];
  const show = (entries) => {
    let same = 0;
    while (same < shown.length && same < entries.length && shown[same] === entries[same].key) same += 1;
    while (list.children.length > same) list.lastChild.remove();
    const fresh = entries.slice(same).map(({ make }) => make());
    list.append(...fresh);
    shown = entries.map(({ key }) => key);
    return fresh[0] ?? null;
  };
  return { log, show };
}
