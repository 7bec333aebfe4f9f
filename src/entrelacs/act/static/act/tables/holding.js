/* Picking people up and putting them down with the keyboard, or press by press. */
import { isSame, targetOf } from "./gesture.js";
import { nameIn, pressOf, sayOf, stepFrom } from "./held.js";
import { aim, changeFor, forget, under } from "./trial.js";
import { choose, composer, labelOf, say, seatOf, send, space, whenLaid, words } from "./workspace.js";

const STOPS = "[data-seats] button.seat, .composer-drop";
/* Pixels that the bar may take at the foot of the window. */
const FOOT = 220;
const buttons = document.querySelector("[data-held]");
const put = buttons.querySelector("[data-put]");
let held = null;

export function isHolding() {
  return held !== null;
}

function pick(seat) {
  const from = seat.closest("[data-table]")?.dataset.table ?? "";
  held = { person: seat.value, from, name: nameIn(labelOf(seat)), aimed: null };
  document.body.classList.add("is-holding");
  seat.classList.add("is-held");
  buttons.hidden = false;
  put.hidden = true;
  offerPlaces();
  seat.focus({ preventScroll: true });
  say(sayOf(words.taken, held.name));
}

/* A button at each table with a free seat, and one to leave the person aside. */
function offerPlaces() {
  for (const table of composer.querySelectorAll("[data-table]")) {
    if (table.dataset.free === "0" || table.dataset.table === held.from) continue;
    const top = table.querySelector(".round-table-top") ?? table.querySelector("h3").parentElement;
    top.append(placeButton(words.here, table.dataset.name));
  }
  const tray = composer.querySelector("[data-tray]");
  if (tray && held.from) tray.append(placeButton(words.aside));
}

function placeButton(text, place = "") {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button is-small composer-drop";
  button.textContent = text;
  if (place) button.setAttribute("aria-label", `${text}, ${place}`);
  return button;
}

/* No longer held, wherever the person now is. */
function release() {
  if (!held) return;
  forget();
  for (const button of composer.querySelectorAll(".composer-drop")) button.remove();
  composer.querySelector(".is-held")?.classList.remove("is-held");
  document.body.classList.remove("is-holding");
  buttons.hidden = true;
  held = null;
}

function putBack() {
  const { person, name } = held;
  release();
  say(sayOf(words.again, name));
  seatOf(person)?.focus();
}

function drop(target) {
  const change = changeFor(held.person, target);
  release();
  send(...change);
}

function lookAt(target) {
  if (isSame(target, held.aimed)) return;
  held.aimed = target;
  put.hidden = !target;
  aim(held.person, target, sayOf(words.taken, held.name));
}

function wayOf(event) {
  if (event.detail === 0) return "keys";
  return event.pointerType === "touch" ? "touch" : "mouse";
}

function isLocked(seat) {
  return Boolean(seat.querySelector(".icon-lock"));
}

/* A press on the room; true when it was understood. */
export function press(event) {
  const taken = seatOf(event.target.closest("[data-take]")?.dataset.take);
  if (taken) {
    pick(taken);
    return true;
  }
  const on = under(event.target);
  const seat = seatOf(on.person);
  if (!seat && !(held && (on.table || on.tray))) return false;
  if (held && event.target.closest("summary, a")) return false;
  const by = wayOf(event);
  const target = held ? targetOf(held.person, held.from, on) : null;
  const stays = "frozen" in space().dataset || Boolean(seat && isLocked(seat));
  const { person = "", aimed = null } = held ?? {};
  switch (pressOf({ held: person, person: on.person, target, by, aimed, stays })) {
    case "pick":
      pick(seat);
      choose(seat, { quietly: true });
      break;
    case "choose":
      say(by === "keys" && isLocked(seat) ? sayOf(words.kept, nameIn(labelOf(seat))) : "");
      choose(seat);
      break;
    case "back":
      putBack();
      choose(seat);
      break;
    case "aim":
      lookAt(target);
      break;
    case "drop":
      drop(target);
      break;
    case "own":
      say(words.own);
  }
  return true;
}

/* The sentence said stands at the foot of the window: not over the place it speaks of. */
function keepInSight(stop) {
  if (stop.getBoundingClientRect().bottom < innerHeight - FOOT) return;
  stop.scrollIntoView({ block: "center", behavior: "instant" });
}

function step(event) {
  const stop = event.target.closest?.(STOPS);
  if (!held || !stop || event.ctrlKey || event.altKey || event.metaKey) return;
  const stops = [...composer.querySelectorAll(STOPS)];
  const tables = stops.map((node) => node.closest("[data-table]")?.dataset.table ?? "");
  const next = stepFrom(tables, stops.indexOf(stop), event.key);
  if (next === null) return;
  event.preventDefault();
  stops[next].focus();
}

export function connectHolding() {
  composer.addEventListener("keydown", step);
  composer.addEventListener("focusin", (event) => {
    // A finger or a mouse that presses gives the focus too: its press comes next.
    if (held && event.target.closest(STOPS) && event.target.matches(":focus-visible")) {
      keepInSight(event.target);
      lookAt(targetOf(held.person, held.from, under(event.target)));
    }
  });
  composer.addEventListener("pointerover", (event) => {
    if (!held || event.pointerType !== "mouse") return;
    const target = targetOf(held.person, held.from, under(event.target));
    if (target) lookAt(target);
  });
  put.addEventListener("click", () => held?.aimed && drop(held.aimed));
  buttons.querySelector("[data-back]").addEventListener("click", () => held && putBack());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && held) putBack();
  });
  whenLaid(release);
}
