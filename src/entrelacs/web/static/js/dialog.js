/* A link or button with data-dialog="id" opens that <dialog>. Without JavaScript the link leads to
   a page that does the same; a button with data-close, or a click outside, closes it. */

export function isOutside(point, box) {
  return (
    point.x < box.left || point.x > box.right || point.y < box.top || point.y > box.bottom
  );
}

/* A click that the browser treats in its own way (new tab, download) is left to it. */
export function isPlainClick(event) {
  return !event.defaultPrevented && event.button === 0 &&
    !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

export function connectDialogs(page) {
  page.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener && isPlainClick(event)) {
      const dialog = page.getElementById(opener.dataset.dialog);
      if (dialog) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    const closer = event.target.closest("[data-close]");
    if (closer) {
      closer.closest("dialog")?.close();
      return;
    }
    // A keyboard "click" has no place on the screen: detail is 0.
    if (event.target.matches("dialog") && event.detail > 0) {
      const point = { x: event.clientX, y: event.clientY };
      if (isOutside(point, event.target.getBoundingClientRect())) event.target.close();
    }
  });
}
