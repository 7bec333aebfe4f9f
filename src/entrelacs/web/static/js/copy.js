/* A link marked data-copy="Copied." is copied; without JavaScript it is followed instead. */
import { isPlainClick } from "./dialog.js";
import { showToast } from "./toast.js";

export function fullAddress(href, base) {
  return new URL(href, base).href;
}

export function connectCopies(page, clipboard) {
  page.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-copy]");
    if (!link || !clipboard || !isPlainClick(event)) return;
    event.preventDefault();
    await clipboard.writeText(fullAddress(link.getAttribute("href"), page.baseURI));
    showToast(link.dataset.copy, "success", page);
  });
}

if (typeof document !== "undefined") connectCopies(document, navigator.clipboard);
