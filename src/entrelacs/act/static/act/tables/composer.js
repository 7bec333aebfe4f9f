/* Choosing people, moving them and changing the plan without reloading the page. Without this file
   each press is a link or a form that does the same. */
import { connectDragging, justDropped } from "./dragging.js";
import { connectHolding, isHolding, press } from "./holding.js";
import { showRepairs, watchSearch } from "./waiting.js";
import { choose, composer, fetchPart, labelOf, reload, say, seatOf, send, space, whenLaid } from "./workspace.js";

composer.addEventListener("click", (event) => {
  const close = event.target.closest("[data-unchoose]");
  const open = event.target.closest("[data-open]");
  if (event.target.closest("[data-seats] button.seat")) event.preventDefault();
  if (justDropped()) return;
  if (close) {
    event.preventDefault();
    const { person } = close.closest("[data-person]").dataset;
    say("");
    choose(null).then(() => seatOf(person)?.focus());
  } else if (open) {
    event.preventDefault();
    openHosts(open.closest("[data-table]").dataset.table);
  } else if (event.target.closest("[data-repairs] a")) {
    event.preventDefault();
    repairs();
  } else {
    press(event);
  }
});

/* From a table's menu to the form where its hosts are named. */
function openHosts(table) {
  const fold = document.getElementById("hosts");
  fold.open = true;
  const select = document.getElementById("host-table");
  select.value = table;
  select.focus();
  fold.scrollIntoView({ block: "nearest" });
}

composer.addEventListener("submit", (event) => {
  const form = event.target;
  // A first plan changes the page's head too: let the whole page come back.
  if (form.method !== "post" || space().dataset.version === "0") return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  send(form.action, fields, fields.get("registration"));
});

/* The name under the mouse: read from the seat, so that it is written only once in the page. */
composer.addEventListener("pointerover", (event) => {
  const seat = event.target.closest("button.seat");
  if (seat && !seat.title) seat.title = labelOf(seat);
});

function repairs() {
  return showRepairs(composer, (address) => fetchPart(address, "repair"));
}

function follow() {
  watchSearch(composer, (sentence) => reload().then(() => say(sentence)));
}

connectDragging(isHolding);
connectHolding();
whenLaid(() => {
  follow();
  composer.querySelector("[data-progress]")?.scrollIntoView({ block: "nearest" });
});
follow();
// Searching repairs keeps the server busy for a second or two: once, when the page is at rest.
if ("requestIdleCallback" in window) requestIdleCallback(repairs);
