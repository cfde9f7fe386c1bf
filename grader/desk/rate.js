// A rater's form: every change is sent at once, kept in this browser while the desk does not answer, and put together
// with what came from elsewhere. What the status says is true: "saved" means that the server has it on disk.
"use strict";

const words = JSON.parse(document.getElementById("words").textContent);
const { base, xsrf, path, who, place } = document.body.dataset;
const byId = (id) => document.getElementById(id);
const sheet = byId("sheet");
const KEPT = `sebaya-rating/${place}/${who}/${path}`;
const WAIT = { typing: 500, answer: 10000, reading: 5000, again: [1000, 2000, 4000, 8000] };

// `synced` is the sheet as the server last told it, `pending` what it does not have yet, by field.
let { revision, fields: synced } = JSON.parse(byId("state").textContent);
let pending = {};
let refused = {};
let sending = null;
let failures = 0;
let wasOffline = false;
let canKeep = true;
let isNews = false;
let toldAt = 0;
let timer;

const kindOf = (name) => name.split(":")[0];
const controlsOf = (name) => [...sheet.querySelectorAll(`[name="${CSS.escape(name)}"]`)];

function valueOf(name) {
  const [control] = controlsOf(name);
  if (control.type === "radio") return Number(controlsOf(name).find((one) => one.checked)?.value ?? 0);
  if (control.type === "checkbox") return control.checked;
  return control.type === "number" ? Number(control.value) : control.value;
}

function show(name, value) {
  for (const control of controlsOf(name)) {
    if (control.type === "radio") control.checked = Number(control.value) === value;
    else if (control.type === "checkbox") control.checked = value;
    else if (control.value !== String(value)) control.value = value;
  }
}

// ---- What is told

function tellStatus(state, text, link) {
  const status = byId("status");
  if (status.dataset.state === state && status.firstChild?.textContent === text) return;
  status.dataset.state = state;
  status.replaceChildren(text);
  if (link) status.append(" ", link);
}

function tell(text) {
  byId("told").hidden = !text;
  byId("told").textContent = text;
  toldAt = Date.now();
}

function tellFar() {
  const all = [...sheet.querySelectorAll("[data-competency]")];
  const done = all.filter((one) => one.querySelector("input:checked"));
  for (const one of all) one.classList.toggle("rated", done.includes(one));
  byId("progress").value = done.length;
  const text = words.far.replace("{done}", done.length).replace("{total}", all.length);
  if (byId("far").textContent !== text) byId("far").textContent = text;
  return all.filter((one) => !done.includes(one));
}

function nameOf(field) {
  const code = field.split(":")[1];
  if (kindOf(field) === "code") return `${words.harms} ${code}`;
  return code || (kindOf(field) === "note" ? words.whole : byId(field)?.labels[0].textContent ?? field);
}

function tellWrong(field, text) {
  const [control] = controlsOf(field);
  if (!control) return;
  let place = byId(`wrong-${field}`);
  if (!place && text) {
    place = document.createElement("span");
    place.id = `wrong-${field}`;
    place.className = "wrong";
    place.setAttribute("role", "alert");
    control.after(place);
    control.closest("details")?.setAttribute("open", "");
  }
  if (place) {
    place.textContent = text;
    place.hidden = !text;
  }
  control.toggleAttribute("aria-invalid", Boolean(text));
  if (text) control.setAttribute("aria-errormessage", `wrong-${field}`);
}

// ---- What this browser keeps while the server does not have it

function keep() {
  try {
    if (Object.keys(pending).length) localStorage.setItem(KEPT, JSON.stringify({ synced, pending }));
    else localStorage.removeItem(KEPT);
    canKeep = true;
  } catch {
    canKeep = false;
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

// ---- Putting together

const isEmpty = (value) => value === 0 || value === "" || value === false;

/* Takes over the sheet as the server has it. A field changed only here goes on waiting; one changed only there is
   shown; one changed in both keeps what the server has, and of a note both texts. Nothing newer is written over. */
function merge(answer, before) {
  const contested = [];
  let isFromElsewhere = false;
  for (const [name, theirs] of Object.entries(answer.fields)) {
    const isChangedThere = theirs !== before[name];
    if (!(name in pending)) {
      if (isChangedThere) isFromElsewhere = true;
      show(name, theirs);
    } else if (pending[name] === theirs) {
      delete pending[name];
    } else if (isChangedThere) {
      isFromElsewhere = true;
      if (kindOf(name) === "note" && !isEmpty(theirs) && !isEmpty(pending[name])) {
        if (theirs.includes(pending[name])) delete pending[name];
        else if (!pending[name].includes(theirs)) pending[name] = `${theirs}\n${pending[name]}`.slice(0, 4000);
      } else {
        contested.push(name);
        delete pending[name];
      }
      show(name, pending[name] ?? theirs);
    }
  }
  ({ revision, fields: synced } = answer);
  isNews = contested.length > 0 || isFromElsewhere;
  if (contested.length) tell(`${words.newer} ${contested.map(nameOf).join(", ")}.`);
  else if (isNews) tell(words.merged);
  tellFar();
  keep();
}

// ---- Sending

async function post(what, body) {
  const response = await fetch(`${base}sebaya/desk/${path}/${what}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-XSRFToken": xsrf, "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(WAIT.answer),
  });
  if (response.status >= 500) throw new Error(String(response.status));
  const answer = await response.json().catch(() => ({}));
  return { status: response.status, answer };
}

function changed(name) {
  if (Date.now() - toldAt > WAIT.reading) {
    isNews = false;
    tell("");
  }
  pending[name] = valueOf(name);
  delete refused[name];
  tellWrong(name, "");
  if (pending[name] === synced[name] && !sending?.changes[name]) delete pending[name];
  keep();
  tellFar();
}

function save(pause = 0) {
  clearTimeout(timer);
  timer = setTimeout(send, pause);
}

async function send() {
  if (sending) return;
  if (!Object.keys(pending).length) {
    settled();
    return;
  }
  sending = { revision, changes: { ...pending } };
  if (!failures) tellStatus("saving", words.saving);
  try {
    const { status, answer } = await post("save", sending);
    const changes = sending.changes;
    sending = null;
    failures = 0;
    take(status, answer, changes);
  } catch {
    sending = null;
    failures += 1;
    wasOffline = true;
    tellStatus("unsaved", canKeep ? words.offline : words.unkept);
    save(WAIT.again[Math.min(failures, WAIT.again.length) - 1]);
  }
}

function take(status, answer, changes) {
  if (status === 200) {
    ({ revision, fields: synced } = answer);
    for (const [name, value] of Object.entries(changes)) if (pending[name] === value) delete pending[name];
    keep();
    send();
  } else if (answer.locked) {
    location.reload();
  } else if (status === 409 && answer.fields) {
    merge(answer, synced);
    send();
  } else if (status === 401) {
    const link = document.createElement("a");
    link.href = "";
    link.textContent = words.sign_in;
    tellStatus("unsaved", words.signed_out, link);
  } else if (status === 422 && answer.field) {
    refused[answer.field] = answer.fault;
    delete pending[answer.field];
    tellWrong(answer.field, answer.fault);
    keep();
    send();
  } else {
    tellStatus("unsaved", `${words.unsaved}. ${answer.fault ?? ""}`);
  }
}

function settled() {
  const wrong = Object.keys(refused);
  if (wrong.length) {
    tellStatus("unsaved", `${words.unsaved}: ${wrong.map(nameOf).join(", ")}`);
    return;
  }
  tellStatus("saved", words.saved);
  if (wasOffline) {
    wasOffline = false;
    if (!isNews) tell(words.back);
  }
}

// ---- Locking

function askLock() {
  const lacking = tellFar();
  const lacks = byId("lacks");
  lacks.hidden = !lacking.length;
  byId("confirm").hidden = Boolean(lacking.length);
  byId("ask-lock").hidden = !lacking.length;
  if (lacking.length) {
    const list = document.createElement("ul");
    for (const one of lacking) {
      const link = document.createElement("a");
      link.href = `#${one.id}`;
      link.textContent = one.querySelector("legend").textContent.replace(/\s+/g, " ").trim();
      link.addEventListener("click", (event) => {
        event.preventDefault();
        one.scrollIntoView();
        one.querySelector("input").focus();
      });
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    lacks.replaceChildren(words.lacks, list);
    lacks.focus();
  } else {
    byId("confirm-title").focus();
    byId("confirm").scrollIntoView({ block: "nearest" });
  }
}

function leaveLock(text) {
  byId("confirm").hidden = true;
  byId("ask-lock").hidden = false;
  byId("lacks").hidden = !text;
  byId("lacks").textContent = text;
  (text ? byId("lacks") : byId("ask-lock")).focus();
}

async function lock() {
  if (sending || Object.keys(pending).length || Object.keys(refused).length) {
    leaveLock(words.wait);
    return;
  }
  byId("do-lock").disabled = true;
  try {
    const { status, answer } = await post("lock", { revision });
    if (answer.locked) {
      location.assign(location.pathname);
      return;
    }
    if (status === 409 && answer.fields) merge(answer, synced);
    if (status === 401) take(status, answer, {});
    leaveLock(answer.fault ?? words.signed_out);
  } catch {
    leaveLock(words.offline);
  }
  byId("do-lock").disabled = false;
}

// ---- Beginning

sheet.addEventListener("submit", (event) => event.preventDefault());
sheet.addEventListener("input", (event) => {
  const isTyped = ["textarea", "number", "date"].includes(event.target.type);
  changed(event.target.name);
  if (!byId("lacks").hidden) leaveQuietly();
  save(isTyped ? WAIT.typing : 0);
});
sheet.addEventListener("change", () => save());
window.addEventListener("online", () => save());
byId("ask-lock").addEventListener("click", askLock);
byId("no-lock").addEventListener("click", () => leaveLock(""));
byId("do-lock").addEventListener("click", lock);

function leaveQuietly() {
  byId("lacks").hidden = true;
}

for (const [name, value] of Object.entries(synced)) show(name, value);
// Shown now, as the sheet is read on a narrow screen: skills fold, harm signs stay open.
if (matchMedia("(max-width: 40rem)").matches) for (const one of document.querySelectorAll("[data-folds]")) one.open = false;
for (const one of document.querySelectorAll("[data-holds]")) one.open = Boolean(one.querySelector("input:checked"));
const found = kept();
if (found) {
  pending = found.pending;
  for (const [name, value] of Object.entries(pending)) {
    if (name in synced) show(name, value);
    else delete pending[name];
  }
  wasOffline = Object.keys(pending).length > 0;
  merge({ revision, fields: synced }, found.synced);
}
tellFar();
save();
