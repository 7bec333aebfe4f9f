/* Menus are <details class="menu">: they open by themselves. This only closes the ones left open. */

export function menusToClose(open, target) {
  return open.filter((menu) => !menu.contains(target));
}

export function connectMenus(page) {
  const opened = () => [...page.querySelectorAll("details.menu[open]")];
  page.addEventListener("click", (event) => {
    for (const menu of menusToClose(opened(), event.target)) menu.open = false;
  });
  page.addEventListener("focusin", (event) => {
    for (const menu of menusToClose(opened(), event.target)) menu.open = false;
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of opened()) {
      menu.open = false;
      if (menu.contains(event.target)) menu.querySelector("summary").focus();
    }
  });
}
