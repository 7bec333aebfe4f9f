/* Light, dark, or as the device says. The choice is a cookie, so that the server writes it on
   <html> and no page flashes in the wrong colours. */

const YEAR = 60 * 60 * 24 * 365;

export function readTheme(cookies) {
  const found = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(cookies);
  return found ? found[1] : "";
}

export function themeCookie(theme, secure) {
  const age = theme ? YEAR : 0;
  return `theme=${theme}; Path=/; Max-Age=${age}; SameSite=Lax${secure ? "; Secure" : ""}`;
}

export function applyTheme(theme, page) {
  if (theme) page.documentElement.dataset.theme = theme;
  else delete page.documentElement.dataset.theme;
  for (const choice of page.querySelectorAll("[data-set-theme]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.setTheme === theme));
  }
}

export function connectTheme(page, secure = location.protocol === "https:") {
  applyTheme(readTheme(page.cookie), page);
  for (const block of page.querySelectorAll("[data-needs-script]")) block.hidden = false;
  page.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-set-theme]");
    if (!choice) return;
    page.cookie = themeCookie(choice.dataset.setTheme, secure);
    applyTheme(choice.dataset.setTheme, page);
  });
}
