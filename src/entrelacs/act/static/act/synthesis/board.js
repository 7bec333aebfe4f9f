// Leads are dragged from one category to another; without a mouse, the page of a lead sorts it.
import { showToast } from "../../js/toast.js";
import { fieldsOf, isKept, mayDrop, saidOf } from "./sorting.js";

const board = document.querySelector("[data-sorting]");
let dragged = null;

function columnOf(element) {
  return element.closest?.(".board-column");
}

function mark(column) {
  for (const each of board.querySelectorAll(".board-column")) each.classList.toggle("is-target", each === column);
}

function count(column) {
  const cards = column.querySelectorAll("[data-change]").length;
  column.querySelector(".board-count").textContent = cards;
  const nothing = column.querySelector(".board-nothing");
  if (nothing) nothing.hidden = cards > 0;
}

async function move(card, from, to) {
  const place = card.nextSibling;
  const put = (column, before) => {
    column.querySelector(".board-cards").insertBefore(card, before);
    count(from);
    count(to);
  };
  put(to, null);
  const token = board.querySelector("[name=csrfmiddlewaretoken]").value;
  const response = await fetch(card.dataset.change, {
    method: "POST",
    body: fieldsOf(to.dataset.themeKey, token),
  }).catch(() => null);
  const title = card.querySelector(".board-title").textContent.trim();
  const column = to.querySelector("h2 > span").textContent.trim();
  if (isKept(response)) {
    showToast(saidOf(board.dataset.done, title, column), "success");
  } else {
    put(from, place);
    showToast(saidOf(board.dataset.refused, title, column), "error");
  }
}

if (board) {
  for (const card of board.querySelectorAll("[data-change]")) {
    card.draggable = true;
    // Otherwise the link would be dragged, and not its card.
    for (const link of card.querySelectorAll("a")) link.draggable = false;
  }
  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-change]") ?? null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.change);
    dragged.classList.add("is-dragged");
  });
  board.addEventListener("dragover", (event) => {
    const column = columnOf(event.target);
    if (!dragged || !mayDrop(columnOf(dragged), column)) return mark(null);
    event.preventDefault();
    mark(column);
  });
  board.addEventListener("drop", (event) => {
    const column = columnOf(event.target);
    const from = dragged && columnOf(dragged);
    if (!dragged || !mayDrop(from, column)) return;
    event.preventDefault();
    move(dragged, from, column);
  });
  board.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    mark(null);
  });
}
