// Free text: saved a moment after the last key, and when the field is left.

const QUIET_MS = 600;

function writingItem({ item, ui, isExercise, keep, touch, signal }) {
  const field = uid("text");
  const promptId = uid("prompt");
  const counter = h("p", { class: "sby-note sby-counter", id: uid("count") });
  let timer = null;

  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    keep({ text: area.value });
  };
  const count = () => {
    counter.textContent = fillIn(ui.characters, { count: area.value.length, limit: item.limit });
  };
  const area = h("textarea", {
    id: field, rows: "6", maxlength: item.limit, "aria-describedby": `${promptId} ${counter.id}`,
    spellcheck: "false", // some browsers send what they check to a server
    oninput: () => {
      count();
      if (isExercise) return;
      touch();
      clearTimeout(timer);
      timer = setTimeout(flush, QUIET_MS);
    },
    onblur: flush,
  });
  document.addEventListener("visibilitychange", flush, { signal });
  window.addEventListener("pagehide", flush, { signal });

  const draft = h("div", { class: "sby-draft", hidden: true });
  const offer = (text) => {
    draft.replaceChildren(h("p", { text: ui.draft_kept }), h("blockquote", { class: "sby-quote", text }),
      button(ui.use_draft, () => {
        draft.hidden = true;
        show({ text });
        area.focus();
        keep({ text });
      }, { class: "sby-secondary" }));
    draft.hidden = false;
  };
  const show = (answer) => {
    area.value = answer?.text ?? "";
    count();
  };
  count();
  return {
    element: h("div", {}, h("p", { id: promptId, class: "sby-prompt", text: item.prompt }),
      isExercise ? h("p", { class: "sby-note", text: ui.write_then_compare }) : null,
      h("label", { for: field, class: "sby-label", text: ui.your_answer }), area, counter, draft),
    slots: new Map(),
    answer: () => (area.value.trim() ? { text: area.value } : null),
    show,
    isDirty: () => timer !== null,
    giveWay: (newer, mine) => {
      show(newer);
      if (mine.text.trim()) offer(mine.text);
    },
    first: () => area,
  };
}
