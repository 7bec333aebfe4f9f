/* Messages stay until they are closed. Other modules say something with showToast(). */

export const KINDS = { success: "check-circle", info: "info", warning: "warning", error: "error" };

export function kindOf(tags) {
  return tags.split(/\s+/).find((tag) => Object.hasOwn(KINDS, tag)) ?? "info";
}

function symbol(page, name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = page.createElementNS(space, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = page.createElementNS(space, "use");
  use.setAttribute("href", `${page.documentElement.dataset.sprite}#icon-${name}`);
  svg.append(use);
  return svg;
}

export function showToast(text, tags = "info", page = document) {
  const kind = kindOf(tags);
  const toasts = page.querySelector(".toasts");
  const toast = page.createElement("div");
  toast.className = `toast is-${kind}`;
  const sentence = page.createElement("p");
  sentence.textContent = text;
  const close = page.createElement("button");
  close.type = "button";
  close.className = "button is-plain is-icon";
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", toasts.dataset.close);
  close.append(symbol(page, "close"));
  toast.append(symbol(page, KINDS[kind]), sentence, close);
  toasts.append(toast);
  return toast;
}

export function connectToasts(page) {
  page.addEventListener("click", (event) => {
    event.target.closest("[data-dismiss]")?.closest(".toast, .notice")?.remove();
  });
}
