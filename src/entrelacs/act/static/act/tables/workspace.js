/* The composer's page: its parts, and the way a change is sent and the new plan laid. */

export const composer = document.getElementById("composer");
const bar = document.getElementById("composer-bar");
const status = document.getElementById("composer-status");
const HEADER = "X-Fragment";

export const space = () => composer.querySelector("[data-workspace]");
export const words = composer.dataset;

/* What a move would bring, or what was done: heard, and seen where the hand is. */
export function say(text, tone = "") {
  bar.className = `composer-bar ${tone}`;
  if (status.textContent !== text) status.textContent = text;
}

export function seatOf(person) {
  return person
    ? composer.querySelector(`[data-seats] button.seat[value="${CSS.escape(person)}"]`)
    : null;
}

export function labelOf(seat) {
  return seat.querySelector(".sr-only").textContent;
}

/* Parsed apart: no script of the answer runs. */
function parsed(html) {
  const nodes = new DOMParser().parseFromString(html, "text/html").body.childNodes;
  const holder = document.createElement("div");
  holder.append(...nodes);
  for (const block of holder.querySelectorAll("[data-needs-script]")) block.hidden = false;
  return holder.childNodes;
}

export async function fetchPart(address, part, options = {}) {
  const answer = await fetch(address, { ...options, headers: { [HEADER]: part } });
  if (![200, 409, 422].includes(answer.status)) throw new Error(`status ${answer.status}`);
  return parsed(await answer.text());
}

const laid = [];
/* Ask to be called each time a new plan is laid. */
export function whenLaid(call) {
  laid.push(call);
}

function titleOf(fold) {
  return fold.id || fold.querySelector("summary").textContent;
}

function lay(nodes) {
  const folds = "details:not(.menu, .composer-offers)";
  const open = [...composer.querySelectorAll(`${folds}[open]`)].map(titleOf);
  composer.replaceChildren(...nodes);
  for (const fold of composer.querySelectorAll(folds)) fold.open ||= open.includes(titleOf(fold));
  for (const call of laid) call();
}

function here() {
  const address = new URL(location.href);
  address.hash = "";
  return address;
}

/* The plan as it is now, whoever changed it. */
export async function reload() {
  lay(await fetchPart(here(), "workspace"));
}

/* Send a change and lay the plan that comes back, whether it was done or refused. */
export async function send(address, fields, person) {
  space().setAttribute("aria-busy", "true");
  const body = fields instanceof FormData ? fields : new FormData();
  if (body !== fields) for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrfmiddlewaretoken", composer.querySelector("[name=csrfmiddlewaretoken]").value);
  if (!body.has("tour")) body.set("tour", space().dataset.tour);
  const target = new URL(address, location.href);
  const view = here().searchParams.get("view");
  if (view) target.searchParams.set("view", view);
  try {
    lay(await fetchPart(target, "workspace", { method: "POST", body }));
  } catch (error) {
    console.error(error);
    space().removeAttribute("aria-busy");
    say(words.said, "is-refused");
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

/* The card of the person chosen; the seat is marked, the address follows. */
export async function choose(seat, { quietly = false } = {}) {
  const address = here();
  if (seat) address.searchParams.set("place", seat.value);
  else address.searchParams.delete("place");
  let card;
  try {
    card = await fetchPart(address, "choice");
  } catch {
    // Signed out, or the list changed: the page itself says what is the matter.
    location.assign(address);
    return;
  }
  composer.querySelector("[data-choice]").replaceChildren(...card);
  for (const pressed of composer.querySelectorAll("button.seat[aria-pressed]")) {
    pressed.removeAttribute("aria-pressed");
  }
  seat?.setAttribute("aria-pressed", "true");
  history.replaceState(null, "", address);
  if (seat && !quietly) showCard(seat);
}

function showCard(seat) {
  const card = composer.querySelector(".composer-choice");
  if (!card) return;
  card.focus({ preventScroll: true });
  // On a phone the card covers the lower half: the table comes up to stay in sight.
  if (getComputedStyle(card).position === "fixed") {
    (seat.closest("[data-table]") ?? seat).scrollIntoView({ block: "start" });
  }
}
