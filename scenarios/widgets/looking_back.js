// The look back at a finished conversation: how it ended, what was shown (harm first), what was felt.

/** A level in words, with its colour. */
function levelChip(level, ui, before = "") {
  return h("span", { class: `sby-level sby-level-${level}`, text: `${before}${ui[`level_${level}`]}` });
}

function section(heading, ...children) {
  return h("section", { class: "sby-section" }, h("h5", { text: heading }), ...children);
}

function shownSection({ competencies }, ui) {
  const rows = competencies.map(({ id, name, shown }) =>
    h("li", {}, h("p", {}, h("strong", { text: name }), name === id ? null : h("span", { class: "sby-code", text: id })),
      h("ul", { class: "sby-levels", role: "list" }, ...shown.map(({ choice, level }) =>
        h("li", {}, levelChip(level, ui, `${fillIn(ui.choice_number, { number: choice })}: `))))));
  return section(ui.what_you_showed, h("ul", { class: "sby-competencies", role: "list" }, ...rows));
}

function talkSection({ reflections, questions }, ui) {
  const told = reflections + questions === 0 ? ui.talk_none : reflections >= questions ? ui.talk_even : ui.talk_more_reflections;
  return section(ui.talk_title,
    h("p", { class: "sby-count", text: fillIn(ui.talk_count, { reflections, questions }) }),
    h("p", { text: told }), h("p", { class: "sby-note", text: ui.talk_feedback_only }));
}

function pathSection({ path }, ui) {
  const steps = path.map(({ text, level, why }) =>
    h("li", {}, h("p", {}, h("q", { text }), " ", levelChip(level, ui)), h("p", { class: "sby-note", text: why })));
  return section(ui.path_title, h("details", {}, h("summary", { text: ui.show_path }), h("ol", {}, ...steps)));
}

function lookingBack(back, about, ui) {
  const parts = [shownSection(back, ui)];
  if (back.unsaid.length) {
    parts.push(section(ui.unsaid_title, ...back.unsaid.map((text) => h("p", { class: "sby-unsaid", text }))));
  }
  if (back.hidden_risk) {
    const { zone, text } = back.hidden_risk;
    parts.push(section(ui.hidden_title,
      h("p", {}, h("span", { class: `sby-zone sby-zone-${zone}`, text: ui[`zone_${zone}`] }), " ", text)));
  }
  if (back.critical) {
    const told = (kind, mark) => h("p", { class: `sby-critical sby-critical-${kind}` },
      h("strong", { text: `${mark} ${ui[`critical_${kind}`]}` }), back.critical[kind]);
    parts.push(section(ui.critical_title, told("pass", "✓"), told("fail", "✗")));
  }
  parts.push(talkSection(back, ui), pathSection(back, ui));
  const ending = h("section", { class: `sby-ending sby-ending-${back.outcome}` },
    h("p", { class: "sby-kicker", text: ui.what_happened }), h("h4", { text: back.title }), h("p", { text: back.text }),
    back.beside ? h("p", {}, h("strong", { text: `${ui.beside}: ` }), back.beside) : null,
    h("div", { class: "sby-way-back" }, h("strong", { text: ui.way_back }), h("p", { text: back.way_back })));
  return h("div", { class: "sby-back" }, ending, h("h4", { text: ui.look_back }), ...parts,
    about.is_reviewed ? null : h("p", { class: "sby-note", text: ui.not_reviewed }));
}
