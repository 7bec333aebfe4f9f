/* Dragging people with a mouse, or with a finger once they are chosen. */
import { isDrag, isSame, mayDrag, targetOf } from "./gesture.js";
import { aim, changeFor, forget, under } from "./trial.js";
import { composer, say, send, space } from "./workspace.js";

let drag = null;
let dropped = false;

/* Whether the press that just ended was a drag: the click that follows it means nothing. */
export function justDropped() {
  return dropped;
}

function begin(event, isBusy) {
  const seat = event.target.closest("[data-seats] button.seat");
  dropped = false;
  if (!seat || isBusy() || "frozen" in space().dataset) return;
  const state = {
    pointer: event.pointerType,
    button: event.button,
    locked: Boolean(seat.querySelector(".icon-lock")),
    chosen: seat.getAttribute("aria-pressed") === "true",
  };
  if (!mayDrag(state)) return;
  drag = {
    seat,
    person: seat.value,
    from: seat.closest("[data-table]")?.dataset.table ?? "",
    start: { x: event.clientX, y: event.clientY },
    id: event.pointerId,
    ghost: null,
    target: null,
  };
}

function follow(event) {
  if (!drag || event.pointerId !== drag.id) return;
  const point = { x: event.clientX, y: event.clientY };
  if (!drag.ghost) {
    if (!isDrag(drag.start, point)) return;
    lift();
  }
  drag.ghost.style.transform = `translate(${point.x}px, ${point.y}px)`;
  const over = under(document.elementFromPoint(point.x, point.y));
  const target = targetOf(drag.person, drag.from, over);
  if (isSame(target, drag.target)) return;
  drag.target = target;
  aim(drag.person, target);
}

function end(event) {
  if (!drag || event.pointerId !== drag.id) return;
  const { person, target, ghost } = drag;
  dropped = Boolean(ghost);
  letGo();
  if (target) send(...changeFor(person, target));
  else if (ghost) say("");
}

function lift() {
  drag.ghost = drag.seat.cloneNode(true);
  drag.ghost.removeAttribute("aria-pressed");
  drag.ghost.classList.add("composer-ghost");
  drag.ghost.setAttribute("aria-hidden", "true");
  document.body.append(drag.ghost);
  drag.seat.classList.add("is-dragging");
  document.body.classList.add("is-dragging-person");
}

function letGo() {
  forget();
  drag.ghost?.remove();
  drag.seat.classList.remove("is-dragging");
  document.body.classList.remove("is-dragging-person");
  drag = null;
}

/* `isBusy` says whether someone is already held in another way. */
export function connectDragging(isBusy) {
  composer.addEventListener("pointerdown", (event) => begin(event, isBusy));
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", () => drag && letGo());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag) return;
    letGo();
    say("");
  });
}
