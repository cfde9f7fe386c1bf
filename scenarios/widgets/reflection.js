// A private reflection: saved a moment after writing and when the field is left; deleting can be undone.

const SAVE_AFTER_MS = 600;

function render({ model, el }) {
  const { body, send, ui, keepDrawn } = frame(model, el, { saves: model.get("is_kept") });
  const id = uid("reflection");
  const noteId = uid("private");
  const heading = h("h3", { class: "sby-title" });
  const prompt = h("p", { class: "sby-prompt" });
  const label = h("label", { for: id });
  const field = h("textarea", { id, rows: "6", maxlength: String(model.get("limit")), "aria-describedby": noteId });
  const note = h("p", { id: noteId, class: "sby-note" });
  const actions = h("div", { class: "sby-retry" });
  const told = h("p", { class: "sby-told", role: "status" });
  field.value = model.get("text");
  body.replaceChildren(h("div", { class: "sby-reflection" }, heading, prompt, label, field, note, actions, told));
  let timer = null;
  let sent = field.value;
  let deleted = null;

  const save = async () => {
    clearTimeout(timer);
    if (field.value === sent) return;
    const text = field.value;
    sent = text;
    const outcome = await send({ type: "write", text });
    if (outcome !== "saved" && outcome !== "done" && sent === text) sent = null; // the next change tries again
  };
  const write = (text) => {
    field.value = text;
    draw();
    save();
  };
  const remove = () => {
    deleted = field.value;
    write("");
    told.textContent = ui.reflection_deleted;
    actions.firstChild.focus();
  };
  const restore = () => {
    const text = deleted;
    deleted = null;
    told.textContent = "";
    write(text);
    field.focus();
  };
  const draw = () => {
    heading.textContent = ui.reflection_heading;
    prompt.textContent = model.get("prompt");
    label.textContent = ui.reflection_label;
    note.textContent = model.get("is_kept") ? ui.reflection_private : ui.reflection_not_kept;
    actions.replaceChildren(
      ...(deleted ? [button(ui.reflection_undo, restore)] : field.value ? [button(ui.reflection_delete, remove)] : []));
  };
  const follow = () => { // another window on the same kernel wrote
    const text = model.get("text");
    if (text === field.value || document.activeElement === field || field.value !== sent) return;
    field.value = sent = text;
    draw();
  };
  field.addEventListener("input", () => {
    if (deleted || !field.value || !actions.hasChildNodes()) {
      deleted = null;
      told.textContent = "";
      draw();
    }
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  });
  field.addEventListener("blur", save);
  addEventListener("pagehide", save);
  model.on("change:text", follow);
  return keepDrawn(["prompt", "ui"], draw, () => {
    save();
    removeEventListener("pagehide", save);
    model.off("change:text", follow);
  });
}

export default { render };
