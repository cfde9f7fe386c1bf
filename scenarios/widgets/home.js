// The start page. Every link is relative to it, so that it holds under any base address.

const LANGUAGES = { id: "Bahasa Indonesia", en: "English" };

function render({ model, el }) {
  const { body, send, keepDrawn } = frame(model, el);

  const languages = (texts, lang) =>
    h("div", { class: "sby-languages", role: "group", "aria-label": texts.language },
      ...Object.entries(LANGUAGES).map(([code, name]) =>
        button(name, () => send({ type: "lang", lang: code }), {
          lang: code, "data-lang": code, "aria-pressed": String(code === lang),
        })));

  const link = (path, text, detail, attributes = {}) =>
    h("a", { href: encodeURI(path), ...attributes },
      h("span", { text }), detail ? h("small", { text: detail }) : null);

  const module = (texts, { id, title, summary, minutes, lesson, withheld, assessment, feedback }) => {
    const name = uid(id);
    return h("li", {},
      h("h3", { id: name, text: title }),
      h("p", { text: summary }),
      withheld ? h("p", { class: "sby-note", text: withheld }) : null,
      lesson ? link(lesson, texts.lesson, minutes, { class: "sby-go sby-primary", "aria-describedby": name }) : null,
      assessment ? link(assessment.path, texts.assessment, assessment.detail, { class: "sby-go", "aria-describedby": name }) : null,
      feedback ? link(`../files/${feedback}`, texts.feedback, "", { class: "sby-go", "aria-describedby": name }) : null);
  };

  const draw = () => {
    const { texts, ready, planned } = model.get("page");
    const pressed = el.contains(document.activeElement) && document.activeElement.dataset.lang;
    const wasOpen = body.querySelector("details")?.open;
    body.replaceChildren(
      h("h1", { text: texts.greeting }),
      h("p", { text: texts.about }),
      languages(texts, model.get("lang")),
      h("h2", { text: texts.modules }),
      ready.length
        ? h("ul", { class: "sby-modules", role: "list" }, ...ready.map((entry) => module(texts, entry)))
        : h("p", { text: texts.nothing_ready }),
      h("h2", { text: texts.private }),
      h("ul", { class: "sby-private" },
        ...["private_practice", "private_hand_in", "private_shared"].map((name) => h("li", { text: texts[name] }))),
      ...(planned.length
        ? [h("details", { class: "sby-planned", open: wasOpen },
          h("summary", { text: texts.planned }),
          h("p", { text: texts.planned_about }),
          h("ul", {}, ...planned.map((text) => h("li", { text }))))]
        : []));
    // The button that was pressed is a new one now; the keyboard stays where it was.
    if (pressed) body.querySelector(`[data-lang="${pressed}"]`)?.focus();
  };

  return keepDrawn(["page"], draw);
}

export default { render };
