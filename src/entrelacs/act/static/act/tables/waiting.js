/* What takes time: a long search under way, the repairs to look for. */

/* How far, in per cent, whether it is over, and what is said of it. */
export function progressOf({ state, share, sentence }) {
  const known = Number.isFinite(share) ? Math.min(Math.max(share, 0), 1) : 0;
  return { percent: Math.round(100 * known), isOver: state !== "running", sentence };
}

/* Milliseconds between two questions: a page that should not move asks less often. */
export function pauseOf(isStill) {
  return isStill ? 4000 : 1000;
}

/* Follow the search shown in `page`, until it is over or no longer shown; then call `done`. */
export function watchSearch(page, done) {
  const card = page.querySelector("[data-progress]");
  if (!card) return;
  card.querySelector("[data-reload]").hidden = true;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const ask = async () => {
    if (!card.isConnected) return;
    let found;
    try {
      const answer = await fetch(card.dataset.progress);
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      found = progressOf(await answer.json());
    } catch (error) {
      console.error(error);
      card.querySelector("[data-reload]").hidden = false;
      return;
    }
    if (!card.isConnected) return;
    if (found.isOver) {
      done(found.sentence);
      return;
    }
    const bar = card.querySelector("progress");
    bar.value = (bar.max * found.percent) / 100;
    card.querySelector("[data-share]").textContent = found.percent;
    card.querySelector("[data-sentence]").textContent = found.sentence;
    setTimeout(ask, pauseOf(isStill));
  };
  setTimeout(ask, pauseOf(isStill) / 2);
}

/* Put the repairs in their place, once; `get` fetches them. */
export async function showRepairs(page, get) {
  const place = page.querySelector("[data-repairs]");
  if (!place || place.ariaBusy) return;
  place.ariaBusy = "true";
  try {
    const nodes = await get(place.dataset.repairs);
    if (place.isConnected) place.replaceWith(...nodes);
  } catch (error) {
    // The link is still there, and leads to the same.
    console.error(error);
    place.ariaBusy = null;
  }
}
