// The desk's page: shows what the server knows, and asks it to collect, mark or make feedback.
"use strict";

const words = JSON.parse(document.getElementById("words").textContent);
const { base, xsrf } = document.body.dataset;
const byId = (id) => document.getElementById(id);
const PAUSE = { running: 250, idle: 5000 };
let shown = "";

async function ask(path, body) {
  const options = body
    ? { method: "POST", headers: { "X-XSRFToken": xsrf, "Content-Type": "application/json" }, body: JSON.stringify(body) }
    : {};
  const response = await fetch(`${base}sebaya/desk/${path}`, { credentials: "same-origin", ...options });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function tellFault(text) {
  byId("fault").hidden = !text;
  byId("fault").textContent = text || "";
}

function showAssessments(assessments, isRunning) {
  const place = byId("assessments");
  // Rebuilt only when something changed, so that the keyboard's place is not lost.
  const now = JSON.stringify([assessments, isRunning]);
  if (now === shown) return;
  const held = document.activeElement?.dataset?.key;
  shown = now;
  place.replaceChildren(...assessments.map((one) => card(one, isRunning)));
  if (!assessments.length) place.textContent = words.none;
  place.setAttribute("aria-busy", "false");
  if (held) place.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
}

function card(one, isRunning) {
  const made = byId("assessment").content.cloneNode(true);
  made.querySelector("h2").textContent = one.title;
  for (const place of made.querySelectorAll("[data-of]")) place.textContent = one[place.dataset.of];
  const link = made.querySelector("a");
  link.href = `${base}formgrader/gradebook/${encodeURIComponent(one.id)}/${encodeURIComponent(one.id)}`;
  link.dataset.key = `${one.id}/link`;
  for (const button of made.querySelectorAll("button")) {
    button.dataset.key = `${one.id}/${button.dataset.kind}`;
    button.disabled = isRunning;
    button.addEventListener("click", () => start({ kind: button.dataset.kind, assessment: one.id }));
  }
  return made;
}

function showWork(work) {
  byId("work").hidden = !work;
  if (!work) return;
  const isRunning = work.state === "running";
  byId("work-title").textContent = words[work.kind];
  byId("bar").hidden = byId("stop").hidden = !isRunning;
  byId("bar").max = work.total || 1;
  if (work.total) byId("bar").value = work.done;
  else byId("bar").removeAttribute("value");
  byId("far").textContent = isRunning
    ? [`${work.done} ${words.of} ${work.total}`, `${work.rate}/${words.second}`]
        .concat(work.seconds_left === null ? [] : `${words.left} ${work.seconds_left} ${words.second}`)
        .join(" · ")
    : "";
  byId("told").textContent = work.told;
  byId("told").className = work.state;
  byId("problems").hidden = !work.problems.length;
  byId("problems").querySelector("tbody").replaceChildren(...work.problems.map((one) => row(one, work)));
}

function row(problem, work) {
  // Roles by hand: on a phone the cells stand below each other, and a browser then forgets that they are cells.
  const made = document.createElement("tr");
  made.setAttribute("role", "row");
  const [who, happened, remedy, action] = Array.from({ length: 4 }, () => made.insertCell());
  for (const cell of made.cells) cell.setAttribute("role", "cell");
  who.textContent = problem.who;
  happened.textContent = problem.happened;
  // A path to open by hand, not a link: a browser that shows a hostile file may run it.
  remedy.textContent = [problem.remedy, problem.where && `${words.open}: ${problem.where}`].filter(Boolean).join(". ");
  if (problem.trainee && work.kind === "mark") {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.accept;
    button.setAttribute("aria-label", `${words.accept}: ${problem.trainee}`);
    button.addEventListener("click", () => {
      if (confirm(words.sure)) start({ kind: "mark", assessment: work.assessment, accept_empty: problem.trainee });
    });
    action.append(button);
  }
  return made;
}

async function start(what) {
  try {
    const answer = await ask("start", what);
    tellFault(answer.fault);
    if (!answer.fault) {
      show(answer);
      byId("work-title").focus();
    }
  } catch {
    tellFault(words.unreached);
  }
  clearTimeout(timer);
  look();
}

function show(state) {
  const isRunning = state.work?.state === "running";
  showAssessments(state.assessments, isRunning);
  const now = JSON.stringify(state.work);
  if (now !== show.last) showWork(state.work);
  show.last = now;
  return isRunning;
}

let timer;
async function look() {
  let pause = PAUSE.idle;
  try {
    const state = await ask("state");
    tellFault(state.fault);
    if (!state.fault && show(state)) pause = PAUSE.running;
  } catch {
    tellFault(words.unreached);
  }
  timer = setTimeout(look, pause);
}

byId("stop").addEventListener("click", () => ask("stop", {}).catch(() => tellFault(words.unreached)));
look();
