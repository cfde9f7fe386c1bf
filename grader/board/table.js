// A table: sorted by its headers, filtered and paged where it is long, with acts in its rows.

const ROWS_OF_A_PAGE = 50;
const FILTER_FROM = 20;
const SHADES = 5;
const CARDS_FROM = 4; // with so many columns of words, a row stands as a card where the page is narrow

/** Which of the shades a share from 0 to 1 has. */
const shadeOf = (share) => Math.max(0, Math.min(SHADES - 1, Math.floor(share * SHADES)));

function tableBlock(block, context) {
  const { words, lang, view } = context;
  const state = (view.tables[block.id] ??= { column: null, up: true, filter: "", page: 0, left: 0 });
  const caption = h("caption", { id: uid("caption") }, h("span", { text: block.caption }), restsOn(block.n, words));
  const about = block.columns.filter((column) => column.about);
  const after = [
    block.columns.some((column) => column.kind === "heat") && block.rows.length ? legend(words) : null,
    block.note ? h("p", { class: "sbb-under", text: block.note }) : null,
    about.length ? meanings(about, words) : null,
  ];
  if (!block.rows.length) {
    return h("div", { class: "sbb-table" }, h("p", { class: "sbb-caption", text: block.caption }),
      h("p", { class: "sbb-empty", text: block.empty }), ...after);
  }
  const hasActs = block.acts.some((acts) => acts.length);
  const heads = block.columns.map((column, at) => header(column, block, () => sortBy(at)));
  const actsHead = hasActs ? h("th", { scope: "col", role: "columnheader" }, h("span", { class: "sbb-unseen", text: words.acts })) : null;
  // Roles by hand: a browser forgets what is a cell where cells stand below each other.
  const body = h("tbody", { role: "rowgroup" });
  const table = h("table", { role: "table", "aria-labelledby": caption.id }, caption,
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...heads, actsHead)), body);
  const region = h("div", { class: "sbb-scroll", role: "region", "aria-labelledby": caption.id, tabindex: "0" }, table);
  region.dataset.key = `scroll/${block.id}`;
  region.addEventListener("scroll", () => { state.left = region.scrollLeft; });
  const pager = h("div", { class: "sbb-pager" });
  const count = h("span", { role: "status" });
  const step = (text, by, name) => button(text, () => { state.page += by; drawRows(); }, { "data-key": `${name}/${block.id}` });
  const previous = step(words.previous, -1, "previous");
  const next = step(words.next, 1, "next");
  if (block.rows.length > ROWS_OF_A_PAGE) pager.append(previous, count, next);

  const texts = block.rows.map((row) => row.join("\n").toLocaleLowerCase(lang));
  const collator = new Intl.Collator(lang, { numeric: true });
  const ordered = () => {
    const wanted = state.filter.trim().toLocaleLowerCase(lang);
    const found = block.rows.map((_, at) => at).filter((at) => texts[at].includes(wanted));
    const at = block.columns.findIndex((column) => column.id === state.column);
    if (at < 0) return found;
    const values = block.orders[state.column] ?? block.rows.map((row) => row[at]);
    const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
    return found.sort((a, b) => { // nothing comes last, whichever way
      if (values[a] === null || values[b] === null) return (values[a] === null) - (values[b] === null);
      return compare(values[a], values[b]) * (state.up ? 1 : -1);
    });
  };
  const drawRows = () => keepingFocus(body, () => {
    const order = ordered();
    state.page = Math.max(0, Math.min(state.page, Math.ceil(order.length / ROWS_OF_A_PAGE) - 1));
    const first = state.page * ROWS_OF_A_PAGE;
    const here = order.slice(first, first + ROWS_OF_A_PAGE);
    body.replaceChildren(...here.flatMap((at) => rows(block, at, context, hasActs, drawRows)));
    if (!here.length) body.append(h("tr", { role: "row" }, h("td", { role: "cell", colspan: heads.length + hasActs, text: words.none_fit })));
    count.textContent = fillIn(words.shown, { first: order.length ? first + 1 : 0, last: first + here.length, count: order.length });
    previous.setAttribute("aria-disabled", String(first === 0));
    next.setAttribute("aria-disabled", String(first + ROWS_OF_A_PAGE >= order.length));
    heads.forEach((head, at) => {
      const isSorted = block.columns[at].id === state.column;
      head.setAttribute("aria-sort", isSorted ? (state.up ? "ascending" : "descending") : "none");
    });
  });
  const sortBy = (at) => {
    const { id } = block.columns[at];
    Object.assign(state, { up: state.column === id ? !state.up : true, column: id, page: 0 });
    drawRows();
  };
  for (const each of [previous, next]) {
    each.addEventListener("click", (event) => {
      if (each.getAttribute("aria-disabled") === "true") event.stopImmediatePropagation();
    }, true);
  }
  drawRows();
  requestAnimationFrame(() => { region.scrollLeft = state.left; });
  const filter = block.rows.length > FILTER_FROM ? filterField(block, state, words, drawRows) : null;
  const isCards = block.columns.filter((column) => column.kind === "text").length >= CARDS_FROM;
  return h("div", { class: "sbb-table", "data-cards": isCards ? "" : null }, filter, region, pager.childElementCount ? pager : null, ...after);
}

function header(column, block, onclick) {
  const isText = column.kind === "text";
  const name = button("", onclick, { "data-key": `sort/${block.id}/${column.id}` });
  name.append(h("span", { text: column.title }), h("span", { class: "sbb-arrow", "aria-hidden": "true" }));
  return h("th", { scope: "col", role: "columnheader", class: isText ? null : `sbb-${column.kind}`, title: column.about || null }, name);
}

function filterField(block, state, words, changed) {
  const field = h("input", { id: uid("filter"), type: "search", autocomplete: "off", "data-key": `filter/${block.id}` });
  field.value = state.filter;
  field.addEventListener("input", () => {
    Object.assign(state, { filter: field.value, page: 0 });
    changed();
  });
  return h("p", { class: "sbb-filter" }, h("label", { for: field.id, text: words.filter }), field);
}

/** A row, and below it the form of one of its acts while that is open. */
function rows(block, at, context, hasActs, changed) {
  const tone = block.tones[at] || "";
  const cells = block.columns.map((column, place) => {
    const share = column.kind === "heat" ? block.orders[column.id][at] : null;
    const classes = column.kind === "text" ? null : `sbb-${column.kind}`;
    const text = h("span", { text: block.rows[at][place], "data-shade": typeof share === "number" ? String(shadeOf(share)) : null });
    const named = { class: classes, "data-title": column.title };
    return place ? h("td", { ...named, role: "cell" }, text)
      : h("th", { ...named, scope: "row", role: "rowheader" }, toneSign(tone, context.words), text);
  });
  if (!hasActs) return [h("tr", { role: "row", "data-tone": tone || null }, ...cells)];
  const acts = block.acts[at] ?? [];
  const keyOf = (act) => `act/${block.id}/${act.id}/${JSON.stringify(act.given)}`;
  const buttons = acts.map((act) => actButton(act, keyOf(act), context, changed));
  const row = h("tr", { role: "row", "data-tone": tone || null }, ...cells, h("td", { class: "sbb-row-acts", role: "cell" }, h("div", {}, ...buttons)));
  const open = acts.find((act) => keyOf(act) === context.view.form?.key);
  if (!open) return [row];
  return [row, h("tr", { role: "row" }, h("td", { role: "cell", colspan: cells.length + 1 }, actForm(open, keyOf(open), context, changed)))];
}

function legend(words) {
  const shades = Array.from({ length: SHADES }, (_, shade) =>
    h("span", { "data-shade": String(shade), text: `${(shade * 100) / SHADES}–${((shade + 1) * 100) / SHADES}%` }));
  return h("p", { class: "sbb-legend" }, h("span", { text: words.colour }), ...shades);
}

function meanings(columns, words) {
  const list = h("dl", {}, ...columns.flatMap((each) => [h("dt", { text: each.title }), h("dd", { text: each.about })]));
  return h("details", {}, h("summary", { text: words.columns }), list);
}
