/* Dragging people and choosing them without reloading the page. Without this file each press is a
   link or a form that does the same. */
import { fieldsOf, isDrag, isSame, mayDrag, targetOf, toneOf } from "./gesture.js";

const composer = document.getElementById("composer");
const status = document.getElementById("composer-status");
const space = () => composer.querySelector("[data-workspace]");
const FRAGMENT = "X-Fragment";

function say(text, tone = "") {
  status.className = `composer-status ${tone}`;
  status.textContent = text;
}

function token() {
  return composer.querySelector("[name=csrfmiddlewaretoken]").value;
}

/* Send a change and lay the plan that comes back, whether it was done or refused. */
async function send(address, fields, person) {
  space().setAttribute("aria-busy", "true");
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.set("csrfmiddlewaretoken", token());
  const target = new URL(address, location.href);
  const view = new URL(location.href).searchParams.get("view");
  if (view) target.searchParams.set("view", view);
  try {
    const answer = await fetch(target, { method: "POST", body, headers: { [FRAGMENT]: "workspace" } });
    if (![200, 409, 422].includes(answer.status)) throw new Error(`status ${answer.status}`);
    replace(await answer.text());
  } catch (error) {
    console.error(error);
    space().removeAttribute("aria-busy");
    say(composer.dataset.said, "is-refused");
    return;
  }
  const refused = document.getElementById("refused");
  if (refused) {
    say("");
    refused.scrollIntoView({ block: "start" });
    refused.focus();
  } else {
    say(space().dataset.done, "is-better");
    seatOf(person)?.focus({ preventScroll: true });
  }
}

function replace(html) {
  const open = [...composer.querySelectorAll("details[open]")].map(
    (fold) => fold.querySelector("summary").textContent,
  );
  // Parsed apart: no script of the answer runs.
  const parsed = new DOMParser().parseFromString(html, "text/html");
  composer.replaceChildren(...parsed.body.childNodes);
  for (const fold of composer.querySelectorAll("details")) {
    fold.open ||= open.includes(fold.querySelector("summary").textContent);
  }
}

function seatOf(person) {
  return person ? composer.querySelector(`button.seat[value="${CSS.escape(person)}"]`) : null;
}

/* Choosing: the card is fetched, the seat is marked, the address follows. */
async function choose(seat) {
  say("");
  const address = new URL(location.href);
  address.hash = "";
  if (seat) address.searchParams.set("place", seat.value);
  else address.searchParams.delete("place");
  const answer = await fetch(address, { headers: { [FRAGMENT]: "choice" } });
  if (!answer.ok) {
    location.assign(address);
    return;
  }
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  composer.querySelector("[data-choice]").replaceChildren(...parsed.body.childNodes);
  for (const pressed of composer.querySelectorAll("button.seat[aria-pressed]")) {
    pressed.removeAttribute("aria-pressed");
  }
  seat?.setAttribute("aria-pressed", "true");
  history.replaceState(null, "", address);
  const card = composer.querySelector(".composer-choice");
  if (seat && card) {
    card.focus({ preventScroll: true });
    // On a phone the card covers the lower half: the table comes up to stay in sight.
    const covers = getComputedStyle(card).position === "fixed";
    if (covers) (seat.closest("[data-table]") ?? seat).scrollIntoView({ block: "start" });
    else card.scrollIntoView({ block: "nearest" });
  }
}

composer.addEventListener("click", (event) => {
  const seat = event.target.closest("button.seat");
  const close = event.target.closest("[data-unchoose]");
  if (!seat && !close) return;
  event.preventDefault();
  if (seat) {
    if (!justDropped) choose(seat);
    return;
  }
  const person = close.closest("[data-person]").dataset.person;
  choose(null).then(() => seatOf(person)?.focus());
});

composer.addEventListener("submit", (event) => {
  const form = event.target;
  // A first plan changes the page's head too: let the whole page come back.
  if (form.method !== "post" || space().dataset.version === "0") return;
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form, event.submitter));
  send(form.action, fields, fields.registration);
});

/* Dragging. */
let held = null;
let justDropped = false;
let trial = null;

composer.addEventListener("pointerdown", (event) => {
  const seat = event.target.closest("button.seat");
  if (!seat) return;
  const state = {
    pointer: event.pointerType,
    button: event.button,
    locked: Boolean(seat.querySelector(".seat-flag")),
    chosen: seat.getAttribute("aria-pressed") === "true",
  };
  justDropped = false;
  if (!mayDrag(state)) return;
  held = {
    seat,
    person: seat.value,
    from: seat.closest("[data-table]")?.dataset.table ?? "",
    start: { x: event.clientX, y: event.clientY },
    id: event.pointerId,
    ghost: null,
    target: null,
  };
});

document.addEventListener("pointermove", (event) => {
  if (!held || event.pointerId !== held.id) return;
  const point = { x: event.clientX, y: event.clientY };
  if (!held.ghost) {
    if (!isDrag(held.start, point)) return;
    lift();
  }
  held.ghost.style.transform = `translate(${point.x}px, ${point.y}px)`;
  aim(targetOf(held.person, held.from, under(point)));
});

document.addEventListener("pointerup", (event) => {
  if (!held || event.pointerId !== held.id) return;
  const { person, target, ghost } = held;
  justDropped = Boolean(ghost);
  letGo();
  if (!target) {
    if (ghost) say("");
    return;
  }
  const { version, move, swap } = space().dataset;
  send(target.kind === "swap" ? swap : move, { ...fieldsOf(person, target), version }, person);
});

document.addEventListener("pointercancel", () => held && letGo());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && held) {
    letGo();
    say("");
  }
});

function lift() {
  held.ghost = held.seat.cloneNode(true);
  held.ghost.removeAttribute("aria-pressed");
  held.ghost.classList.add("composer-ghost");
  held.ghost.setAttribute("aria-hidden", "true");
  document.body.append(held.ghost);
  held.seat.classList.add("is-dragging");
  document.body.classList.add("is-dragging-person");
}

function letGo() {
  trial?.abort();
  mark(null);
  held.ghost?.remove();
  held.seat.classList.remove("is-dragging");
  document.body.classList.remove("is-dragging-person");
  held = null;
}

function under(point) {
  const element = document.elementFromPoint(point.x, point.y);
  return {
    person: element?.closest("[data-seats] button.seat")?.value ?? "",
    table: element?.closest("[data-table]")?.dataset.table ?? "",
    tray: Boolean(element?.closest("[data-tray]")),
  };
}

/* Show where the person would go, and say what it would bring. */
async function aim(target) {
  if (isSame(target, held.target)) return;
  held.target = target;
  mark(target);
  trial?.abort();
  if (!target) {
    say("");
    return;
  }
  trial = new AbortController();
  const address = new URL(space().dataset.trial, location.href);
  address.search = new URLSearchParams(fieldsOf(held.person, target));
  try {
    const answer = await fetch(address, { signal: trial.signal });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const said = await answer.json();
    const place = nodeOf(target)?.closest("[data-name]")?.dataset.name;
    say(place ? `${place} · ${said.sentence}` : said.sentence, toneOf(said));
  } catch (error) {
    // A trial left for another is no fault; the drop itself says what goes wrong.
    if (error.name !== "AbortError") console.error(error);
  }
}

function nodeOf(target) {
  if (target?.kind === "swap") return seatOf(target.person);
  if (target?.kind === "move") {
    return composer.querySelector(`[data-table="${CSS.escape(target.table)}"]`);
  }
  return target ? composer.querySelector("[data-tray]") : null;
}

function mark(target) {
  for (const node of composer.querySelectorAll(".is-target")) node.classList.remove("is-target");
  nodeOf(target)?.classList.add("is-target");
}
