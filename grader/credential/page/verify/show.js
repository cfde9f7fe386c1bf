// What a person sees: words in the chosen language, the verdict, and the lists.

const at = (id) => document.getElementById(id);

const TONES = {
  valid: "good", stale: "care", unknown: "care", expired: "care", suspended: "care", early: "care",
  document: "care", insecure: "care", unreadable: "care", revoked: "bad", foreign: "bad", key: "bad", changed: "bad",
};
const SIGNS = { good: "✓", care: "!", bad: "✕" };

/** The words of the page in one language after another. */
function speaker(words) {
  const known = ["id", "en"];
  let lang = navigator.language.startsWith("en") ? "en" : "id";
  const say = (key, given = {}) => words[key][lang].replace(/\{(\w+)\}/g, (_, name) => given[name] ?? "");
  const day = (given) => {
    const date = typeof given === "number" ? new Date(given * 1000) : new Date(`${given}T12:00:00`);
    return Number.isNaN(date.getTime()) ? "" : new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format(date);
  };
  const speak = (wanted) => {
    lang = known.includes(wanted) ? wanted : lang;
    document.documentElement.lang = lang;
    document.title = say("title");
    for (const one of document.querySelectorAll("[data-says]")) one.textContent = say(one.dataset.says);
    for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
    for (const one of document.querySelectorAll("[data-lang]")) one.setAttribute("aria-pressed", String(one.dataset.lang === lang));
  };
  return { say, day, speak };
}

/** Put a verdict on the page; null takes it away. */
function showVerdict(found, { say, day }) {
  at("result").hidden = !found;
  at("announced").textContent = "";
  if (!found) return;
  const { verdict } = found;
  const given = Object.fromEntries(["from", "until", "since", "list"].map((name) => [name, found[name] ? day(found[name]) : ""]));
  at("result").dataset.verdict = verdict;
  at("result").dataset.tone = TONES[verdict];
  at("sign").textContent = SIGNS[TONES[verdict]];
  at("verdict").textContent = say(verdict, given);
  at("means").textContent = say(`${verdict}_means`, given);
  at("todo").textContent = say(verdict === "suspended" && found.isStale ? "suspended_stale" : `${verdict}_do`, given);
  at("announced").textContent = ["verdict", "means", "todo"].map((id) => at(id).textContent).join(". ");

  const isGenuine = Boolean(found.issuer);
  for (const id of ["facts", "role", "name-check"]) at(id).hidden = !isGenuine;
  if (!isGenuine) return;
  at("achievement").textContent = found.achievement;
  at("issuer").textContent = found.issuer;
  at("from").textContent = given.from;
  at("until").textContent = given.until;
  at("as-of").textContent = found.list ? (found.isStale ? say("as_of_stale", given) : given.list) : say("as_of_none");
  at("name-form").hidden = !found.nameFits;
  at("name-none").hidden = Boolean(found.nameFits);
}

/** List the issuers, each with the day of its list. */
function showIssuers(issuers, lists, now, { say, day }) {
  at("issuers").replaceChildren(...issuers.map(({ id, name }) => {
    const list = lists.of(id);
    const key = !list ? "list_none" : now > list.exp ? "list_stale" : "list_of";
    const line = document.createElement("li");
    const strong = document.createElement("strong");
    strong.textContent = name;
    line.append(strong, ` · ${say(key, { list: list ? day(list.iat) : "" })}`);
    return line;
  }));
}
