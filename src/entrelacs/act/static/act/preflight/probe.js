/* Tells by itself that this phone reaches the site. Without this module one presses the button. */
export async function tell(form, send) {
  const said = form.querySelector("[data-probe-said]");
  try {
    const answer = await send(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new FormData(form),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    said.textContent = form.dataset.noted;
    for (const part of form.querySelectorAll("[data-probe-ask]")) part.hidden = true;
  } catch {
    said.textContent = form.dataset.failed;
  }
}

function start(page) {
  const form = page.querySelector("[data-probe]");
  if (!form) return;
  const able = page.querySelector("[data-probe-able]");
  able.hidden = false;
  able.querySelector(window.isSecureContext ? "[data-unable]" : "[data-able]").hidden = true;
  tell(form, fetch.bind(window));
}

if (typeof document !== "undefined") start(document);
