// Opens Sebaya's own notebooks as pages. Any other notebook is left exactly as it is.
//
// A notebook is ours if each of its code cells is, character for character, one that the server lists
// (page option `sebayaCells`, made from the installed content). Metadata is never asked: any downloaded file could
// claim to be a lesson. A single foreign code cell, or a raw cell, and nothing runs and nothing is hidden.

import { addRefuge } from "./refuge.js";

const NAME = "Sebaya";
const SLOW_AFTER_MS = 90_000; // an old computer may need a minute for its first kernel
const BAR_HEIGHT = "52px";
const RECONNECT_WITHIN_MS = 5_000;
const OTHER = { id: { lang: "en", text: "English" }, en: { lang: "id", text: "Bahasa Indonesia" } };
const LANGUAGE_OF_FILE = /\.(id|en)\.ipynb$/;
/** Cells of a staff's board: no trainee reads there, so it has no way home and no refuge, and all of the width. */
const BOARD_CELL = /^from grader\.board /;
const BOARD_TEXTS = {
  wait: { id: "Menyiapkan meja kerja…", en: "Preparing the board…" },
  lost: {
    id: "Sambungan ke meja kerja terputus. Yang sudah dikerjakan tetap ada. Periksa apakah sebaya desk masih berjalan.",
    en: "The connection to the board was lost. What was done is still there. See whether sebaya desk is still running.",
  },
  broken: {
    id: "Bagian ini belum bisa dibuka. Bagian lain tetap bisa dipakai.",
    en: "This part could not be opened. The other parts can be used.",
  },
};
const TEXTS = {
  home: { id: "Beranda", en: "Home" },
  bar: { id: "Menu halaman", en: "Page menu" },
  wait: { id: "Menyiapkan pelajaran…", en: "Preparing the lesson…" },
  lost: {
    id: "Sambungan ke pelajaran terputus. Yang sudah tersimpan tetap ada. Kalau tetap begini, beri tahu pelatihmu.",
    en: "The connection to the lesson was lost. What was saved is still there. If it stays so, tell your trainer.",
  },
  slow: {
    id: "Ini lebih lama dari biasanya. Tunggu sebentar lagi, atau coba lagi.",
    en: "This is taking longer than usual. Wait a little more, or try again.",
  },
  again: { id: "Coba lagi", en: "Try again" },
  broken: {
    id: "Bagian ini belum bisa dibuka. Beri tahu pelatihmu; kamu boleh lanjut ke bagian lain.",
    en: "This part could not be opened. Tell your trainer; you can go on with the other parts.",
  },
};
const both = ({ id, en }) => `${id} / ${en}`;

function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

/** The plugin, given Jupyter's modules as one object. */
export function plugin(jupyter) {
  const { INotebookTracker, PageConfig } = jupyter;
  return {
    id: "@sebaya/autorun:plugin",
    autoStart: true,
    requires: [INotebookTracker],
    activate: (app, tracker) => {
      const ownSources = new Set(JSON.parse(PageConfig.getOption("sebayaCells") || "[]"));
      const open = async (panel) => {
        await panel.context.ready;
        if (isOurs(panel.content.widgets, ownSources)) new Page(app, panel, ownSources, jupyter).open();
      };
      tracker.widgetAdded.connect((_, panel) => void open(panel));
      tracker.forEach((panel) => void open(panel));
    },
  };
}

const sourceOf = (cell) => cell.model.sharedModel.getSource();
/** A source that is only a comment (the place where a mark goes) has nothing to run. */
const runs = (cell) => cell.model.type === "code" && !sourceOf(cell).startsWith("#");

function isOurs(cells, ownSources) {
  return cells.some(runs) && cells.every(
    (cell) => cell.model.type === "markdown" || (cell.model.type === "code" && ownSources.has(sourceOf(cell))));
}

/**
 * Answer Jupyter's own dialogs with their "no" (or their only button): they tell in English that a kernel restarts,
 * or ask which kernel to use. The note under the bar tells what a trainee needs to know.
 */
function declineDialogs() {
  for (const dialog of document.querySelectorAll("body > .jp-Dialog")) {
    const buttons = [...dialog.querySelectorAll(".jp-Dialog-button")];
    (buttons.find((each) => each.classList.contains("jp-mod-reject")) ?? buttons[0])?.click();
  }
}

class Page {
  constructor(app, panel, ownSources, jupyter) {
    Object.assign(this, { app, panel, ownSources, jupyter });
    this.session = panel.context.sessionContext;
    this.cells = panel.content.widgets.filter(runs);
    this.round = 0; // counts the runs, so that a run which a restart overtook stops
    const inFile = LANGUAGE_OF_FILE.exec(panel.context.path);
    this.lang = inFile ? inFile[1] : "id";
    this.hasTwin = Boolean(inFile);
    this.isBoard = this.cells.every((cell) => BOARD_CELL.test(sourceOf(cell)));
    this.texts = { ...TEXTS, ...(this.isBoard ? BOARD_TEXTS : {}) };
  }

  open() {
    this.dress();
    this.keepAsItIs();
    this.watchKernel();
    void this.run();
  }

  /** Hide code and chrome, add the bar. What is hidden is decided by source, as in isOurs. */
  dress() {
    const { PageConfig, Widget } = this.jupyter;
    const base = PageConfig.getBaseUrl();
    const labextensions = PageConfig.getOption("fullLabextensionsUrl");
    document.head.append(element("link", { rel: "stylesheet", href: `${labextensions}/@sebaya/autorun/static/autorun.css` }));
    document.documentElement.lang = this.lang;
    document.body.classList.add("sebaya-page");
    document.body.classList.toggle("sebaya-board", this.isBoard);
    for (const cell of this.panel.content.widgets) {
      if (!this.ownSources.has(sourceOf(cell))) continue;
      cell.addClass(runs(cell) ? "sebaya-own" : "sebaya-silent");
    }
    // A feed has to hold articles, and Jupyter's cells are none: a screen reader would count them wrongly.
    this.panel.node.querySelector('[role="feed"]')?.setAttribute("role", "group");
    this.panel.toolbar.hide();
    this.app.shell.collapseTop?.();
    this.app.shell.menu?.hide();

    const title = this.title();
    const home = element("a", { href: `${base}notebooks/beranda.ipynb`, textContent: TEXTS.home[this.lang] });
    if (this.panel.context.path === "beranda.ipynb") home.setAttribute("aria-current", "page");
    const bar = element("nav", { className: "sebaya-bar", ariaLabel: TEXTS.bar[this.lang] }, ...(this.isBoard ? [] : [home]),
      element("span", { className: "sebaya-title", textContent: title }));
    if (this.hasTwin) {
      const { lang, text } = OTHER[this.lang];
      const path = this.panel.context.path.replace(LANGUAGE_OF_FILE, `.${lang}.ipynb`);
      const href = `${base}notebooks/${path.split("/").map(encodeURIComponent).join("/")}`;
      bar.append(element("a", { href, lang, hreflang: lang, textContent: text }));
    }
    this.note = element("div", { className: "sebaya-note", role: "status" });
    const header = new Widget({ node: element("div", { className: "sebaya-header" }, bar) });
    header.node.style.minHeight = BAR_HEIGHT; // inline: the layout measures before the style sheet is there
    this.panel.contentHeader.addWidget(header);
    document.body.append(this.note);
    if (!this.isBoard) addRefuge(this.lang);
    document.title = title === NAME ? NAME : `${title} · ${NAME}`;
  }

  title() {
    const heading = this.panel.content.widgets.find((cell) => cell.model.type === "markdown" && /^# /.test(sourceOf(cell)));
    return heading ? sourceOf(heading).split("\n")[0].slice(2).trim() : NAME;
  }

  /** A lesson is read, not edited: no key is a command, nothing becomes unsaved, nothing is written. */
  keepAsItIs() {
    const { app, panel } = this;
    const { context, node, model } = panel;
    app.commands.processKeydownEvent = () => {};
    for (const type of ["dblclick", "contextmenu"]) {
      // In the capture phase, before the notebook takes a double click for "edit this text". The browser's own
      // menu stays.
      node.addEventListener(type, (event) => event.stopPropagation(), true);
    }
    // The notebook keeps one cell focused, which lets arrow keys scroll. The ring is shown to those who use Tab.
    window.addEventListener("keydown", ({ key }) => {
      if (key === "Tab") document.body.classList.add("sebaya-tabs");
    }, true);
    // Outputs come anew at each opening and answers lie in files of their own: there is nothing to save here.
    context.save = async () => {};
    model.stateChanged.connect((_, { name, newValue }) => {
      if (name === "dirty" && newValue) model.dirty = false;
    });
    model.dirty = false;
    new MutationObserver(declineDialogs).observe(document.body, { childList: true });
    declineDialogs();
    // A page taken back from the browser's memory has lost its kernel connection.
    window.addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
  }

  watchKernel() {
    let isRestarting = false;
    let reconnecting;
    this.session.statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting") {
        isRestarting = true;
        this.round += 1;
        this.say("wait");
      } else if (status === "idle" && isRestarting) {
        isRestarting = false;
        void this.run();
      } else if (status === "dead") {
        this.round += 1;
        this.say("lost");
      }
    });
    this.session.kernelChanged.connect((_, { oldValue, newValue }) => { if (oldValue && newValue) void this.run(); });
    this.session.connectionStatusChanged.connect((_, status) => {
      clearTimeout(reconnecting);
      if (status === "connected") {
        if (this.said === "lost") this.say();
      } else if (!isRestarting) {
        reconnecting = setTimeout(() => this.say("lost"), RECONNECT_WITHIN_MS);
      }
    });
  }

  /** Run our cells in order. One that fails says so in its place; the others still open. */
  async run() {
    const round = (this.round += 1);
    const isOvertaken = () => round !== this.round;
    this.say("wait");
    try {
      await this.session.ready;
      if (!this.session.session?.kernel) throw new Error("no kernel");
      for (const cell of this.cells) cell.model.clearExecution();
      for (const cell of this.cells) {
        const reply = await this.jupyter.CodeCell.execute(cell, this.session);
        if (isOvertaken()) return;
        this.mark(cell, reply?.content.status === "ok");
      }
      this.say();
    } catch {
      // The kernel went away under us; a restart that is under way runs the cells itself.
      if (!isOvertaken()) this.say("lost");
    }
  }

  /** In place of a traceback: one sentence. */
  mark(cell, isFine) {
    cell.node.querySelector(".sebaya-broken")?.remove();
    cell.toggleClass("sebaya-failed", !isFine);
    if (!isFine) cell.node.append(element("p", { className: "sebaya-broken", textContent: this.texts.broken[this.lang] }));
  }

  /** Tell how it stands, in both languages: nothing, "wait", "slow" or "lost". */
  say(what) {
    this.said = what;
    clearTimeout(this.slow);
    if (what === "wait") this.slow = setTimeout(() => this.say("slow"), SLOW_AFTER_MS);
    this.note.dataset.says = what ?? "ready";
    this.note.replaceChildren(...(what ? [element("span", { textContent: both(this.texts[what]) })] : []));
    if (what === "slow" || what === "lost") {
      this.note.append(element("button", {
        type: "button", textContent: both(TEXTS.again), onclick: () => void this.tryAgain(),
      }));
    }
  }

  /** Restart the kernel, which ends in "idle", where watchKernel runs the cells. Without a kernel: a new page. */
  async tryAgain() {
    this.round += 1;
    this.say("wait");
    try {
      // Asked first: with the server gone, a reload would leave the trainee with the browser's error page.
      await fetch(`${this.jupyter.PageConfig.getBaseUrl()}api`);
      if (this.session.session?.kernel) await this.session.restartKernel();
      else location.reload();
    } catch {
      this.say("lost");
    }
  }
}
