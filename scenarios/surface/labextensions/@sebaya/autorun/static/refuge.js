// Help and a way out: two buttons at the foot of each of our pages, in reach wherever it is scrolled.

const TEXTS = {
  help: { id: "Aku butuh bantuan", en: "I need help" },
  leave: { id: "Keluar dulu", en: "Leave for now" },
  away: {
    id: "Layar ini ditutup dulu. Jawabanmu yang sudah tersimpan tetap ada. Tidak apa-apa berhenti sebentar.",
    en: "This page is closed for now. What was saved is still there. It is fine to stop for a while.",
  },
  back: { id: "Buka lagi", en: "Open again" },
  close: { id: "Tutup", en: "Close" },
  first: {
    id: "Temui guru BK, pembina, atau orang dewasa lain yang kamu percaya, sekarang.",
    en: "Go to the school counsellor, your supervisor, or another adult whom you trust, now.",
  },
};

function make(tag, attributes, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

/** Add the buttons to the page. `lang` is used until a widget says in which language the page speaks. */
export function addRefuge(lang) {
  const say = (name) => TEXTS[name][document.querySelector(".sby[lang]")?.lang || lang] ?? TEXTS[name].id;
  const card = make("section", { className: "sebaya-card sby", hidden: true, tabIndex: -1 });
  const away = make("section", { className: "sebaya-away sby", hidden: true, tabIndex: -1 });
  const help = make("button", { type: "button", onclick: () => setHelp(card.hidden) });
  const leave = make("button", { type: "button", onclick: () => setAway(true) });

  const setHelp = (isOpen) => {
    if (isOpen) {
      // The widgets of the page hold the card's words (the school's adults first); before they are there, one sentence.
      const words = [...(document.querySelector(".sby-help")?.children ?? [])].filter((part) => part.tagName !== "BUTTON");
      const shown = words.length ? words.map((part) => part.cloneNode(true)) : [make("p", { textContent: say("first") })];
      shown.forEach((part) => part.removeAttribute("id"));
      const close = make("button", { type: "button", className: "sby-primary", textContent: say("close"), onclick: () => setHelp(false) });
      card.setAttribute("aria-label", say("help"));
      card.replaceChildren(...shown, close);
    }
    card.hidden = !isOpen;
    help.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? card : help).focus();
  };
  const setAway = (isAway) => {
    const back = make("button", { type: "button", className: "sby-primary", textContent: say("back"), onclick: () => setAway(false) });
    away.setAttribute("aria-label", say("leave"));
    away.replaceChildren(make("p", { textContent: say("away") }), back);
    away.hidden = !isAway;
    card.hidden = true;
    document.querySelector("#main")?.toggleAttribute("inert", isAway); // hidden from screen readers as from eyes
    (isAway ? away : leave).focus();
  };
  card.addEventListener("keydown", ({ key }) => { if (key === "Escape") setHelp(false); });

  const relabel = () => {
    help.textContent = say("help");
    leave.textContent = say("leave");
  };
  new MutationObserver(relabel).observe(document.body, { attributeFilter: ["lang"], subtree: true, childList: false });
  relabel();
  help.setAttribute("aria-expanded", "false");
  document.body.append(away, card, make("nav", { className: "sebaya-refuge" }, help, leave));
}
