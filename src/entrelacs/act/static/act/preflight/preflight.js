/* The page of checks: compares clocks, and tries each notebook. Without this module the page says what to do. */
import { bestOffset, offsetWords, sample } from "./clock.js";
import { closedAmong, tryEach } from "./notebooks.js";

async function askServer(url) {
  const answer = await fetch(url, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).now;
}

function connectClock(form) {
  const said = form.querySelector("[data-clock-said]");
  const measure = async () => bestOffset(await sample(() => askServer(form.dataset.clock), Date.now));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const offset = await measure();
    if (offset === null) {
      said.textContent = form.dataset.failed;
      return;
    }
    said.textContent = offsetWords(offset, form.dataset);
    form.elements.offset.value = offset.toFixed(3);
    // The form's own submit passes by this listener.
    form.submit();
  });
}

async function tryNotebooks(page) {
  const said = page.querySelector("[data-notebooks]");
  if (!said) return;
  const notebooks = [...page.querySelectorAll("[data-notebook]")].map((each) => ({
    number: each.dataset.notebook,
    url: each.dataset.href,
  }));
  const closed = closedAmong(await tryEach(notebooks, (url) => fetch(url, { method: "HEAD", cache: "no-store" })));
  said.textContent = closed.length ? `${said.dataset.bad} ${closed.join(", ")}` : said.dataset.good;
  said.hidden = false;
}

for (const form of document.querySelectorAll("[data-clock]")) connectClock(form);
tryNotebooks(document);
