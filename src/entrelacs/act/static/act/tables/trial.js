/* Where a person would go, shown; what it would bring, said before it is done. */
import { fieldsOf, toneOf } from "./gesture.js";
import { composer, say, seatOf, space } from "./workspace.js";

/* Milliseconds a hand rests on a place before the question is asked: passing over asks nothing. */
const REST = 40;
let asked = null;

export function nodeOf(target) {
  if (target?.kind === "swap") return seatOf(target.person);
  if (target?.kind === "move") {
    return composer.querySelector(`[data-table="${CSS.escape(target.table)}"]`);
  }
  return target ? composer.querySelector("[data-tray]") : null;
}

/* What stands under a pointer, or holds the focus. */
export function under(element) {
  return {
    person: element?.closest("[data-seats] button.seat")?.value ?? "",
    table: element?.closest("[data-table]")?.dataset.table ?? "",
    tray: Boolean(element?.closest("[data-tray]")),
  };
}

function mark(target) {
  for (const node of composer.querySelectorAll(".is-target")) node.classList.remove("is-target");
  nodeOf(target)?.classList.add("is-target");
}

export function forget() {
  asked?.abort();
  mark(null);
}

/* Say what the person held would change there; `otherwise` when there is nothing to say. */
export async function aim(person, target, otherwise = "") {
  forget();
  mark(target);
  if (!target) {
    say(otherwise);
    return;
  }
  const mine = new AbortController();
  asked = mine;
  await new Promise((resolve) => setTimeout(resolve, REST));
  if (mine.signal.aborted) return;
  const { trial, tour } = space().dataset;
  const address = new URL(trial, location.href);
  address.search = new URLSearchParams({ ...fieldsOf(person, target), tour });
  try {
    const answer = await fetch(address, { signal: mine.signal });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const said = await answer.json();
    const place = nodeOf(target)?.closest("[data-name]")?.dataset.name;
    say(place ? `${place} · ${said.sentence}` : said.sentence, toneOf(said));
  } catch (error) {
    // A trial left for another is no fault; the drop itself says what goes wrong.
    if (error.name !== "AbortError") console.error(error);
  }
}

/* Make the change. */
export function changeFor(person, target) {
  const { version, tour, move, swap } = space().dataset;
  const fields = { ...fieldsOf(person, target), version, tour };
  return [target.kind === "swap" ? swap : move, fields, person];
}
