// The page begins here: it takes what it knows, and listens to every way in.

const data = (id) => JSON.parse(at(id).textContent);
const { issuers, statuses } = data("trust");
const lists = statusLists(issuers);
const trust = { issuers, lists, dictionary: new TextEncoder().encode(data("dictionary")) };
const speech = speaker(data("words"));
const PATIENCE_MS = 4000;
const now = () => Date.now() / 1000;

let checked = "";
let shown = null;
let told = null;
let camera = null;

function tell(key, given = {}) {
  told = key && { key, given };
  at("told").textContent = key ? speech.say(key, { list: given.list ? speech.day(given.list) : "" }) : "";
}

function draw() {
  showVerdict(shown, speech);
  showIssuers(issuers, lists, now(), speech);
  tell(told?.key, told?.given);
}

/** Whether the browser has what a check needs; signatures are checked over https and from disk only. */
function canCheck() {
  try {
    return Boolean(crypto.subtle && new DecompressionStream("deflate-raw"));
  } catch {
    return false;
  }
}

/** Check a text and show what came out; a list of statuses is taken in instead. */
async function check(text) {
  closeCamera();
  if (!canCheck()) return show({ verdict: "insecure" });
  tell("working");
  const found = text === null ? { verdict: "unreadable" } : await verify(text, trust, now()).catch(() => ({ verdict: "changed" }));
  if (found.verdict === "status") return update(text);
  checked = text;
  tell(null);
  return show(found);
}

function show(found) {
  shown = found;
  at("name").value = "";
  at("name-told").textContent = "";
  draw();
  at("result").scrollIntoView({ block: "start" });
}

/** Take a list of statuses; what is on the page is judged again by it. */
async function update(text, isAsked = true) {
  const outcome = await lists.add(text.trim(), now()).catch(() => "bad-list");
  if (outcome === "new" && shown?.issuer) shown = await verify(checked, trust, now());
  if (isAsked) tell(`status_${outcome}`, { list: Math.max(...issuers.map(({ id }) => lists.of(id)?.iat ?? 0)) });
  draw();
}

async function checkFile(file) {
  if (!file) return;
  tell("working");
  await check(await textOf(file).catch(() => null));
}

async function openCamera() {
  closeCamera();
  camera = new AbortController();
  const { signal } = camera;
  at("camera-box").hidden = false;
  at("camera-stop").focus();
  tell("camera_on");
  try {
    await watch(at("camera-view"), check, signal);
  } catch (fault) {
    if (signal.aborted) return;
    closeCamera();
    tell(fault.name === "NotAllowedError" ? "camera_denied" : "camera_missing");
  }
}

function closeCamera() {
  if (!camera) return;
  camera.abort();
  camera = null;
  at("camera-view").srcObject = null;
  at("camera-box").hidden = true;
  tell(null);
}

/** A phone's camera opens the page with the certificate behind the #, which no server is sent. */
function checkAddress() {
  if (location.hash.length > 1) return check(location.hash);
}

/** Over the internet, take the newer list that lies beside this page; nobody else is asked. */
async function fetchStatus() {
  if (!location.protocol.startsWith("http") || !canCheck()) return;
  const asked = { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS) };
  const answer = await fetch("status.jwt", asked).catch(() => null);
  if (answer?.ok) await update(await answer.text(), false);
}

for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => { speech.speak(button.dataset.lang); draw(); });
}
at("camera").addEventListener("click", openCamera);
at("camera-stop").addEventListener("click", () => { closeCamera(); at("camera").focus(); });
at("file").addEventListener("change", () => checkFile(at("file").files[0]).then(() => { at("file").value = ""; }));
at("paste-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("paste").value.trim();
  if (text) return check(text);
  tell("nothing");
  at("paste").focus();
});
at("name-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const fits = await shown.nameFits(at("name").value);
  at("name-told").dataset.tone = fits ? "good" : "bad";
  at("name-told").textContent = speech.say(fits ? "name_fits" : "name_not");
});
at("another").addEventListener("click", () => {
  at("paste").value = "";
  history.replaceState(null, "", location.pathname + location.search);
  shown = null;
  draw();
  at("ways").focus();
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  return file ? checkFile(file) : check(event.dataTransfer.getData("text/plain"));
});
addEventListener("hashchange", checkAddress);

// For whoever drives this page by program: the same check, without the screen.
globalThis.sebayaVerify = (text) => verify(text, trust, now());

at("old").remove();
speech.speak();
for (const status of statuses) await lists.add(status, now()).catch(() => "bad-list");
draw();
await fetchStatus();
await checkAddress();
document.documentElement.dataset.ready = "";
