/* Compares this device's clock with the server's, as network clocks do: the quickest answer is the surest. */
export const TRIES = 5;

/** Seconds the device is behind the server (ahead when negative), for the sample with the shortest way. */
export function bestOffset(samples) {
  const [best] = [...samples].sort((a, b) => a.received - a.sent - (b.received - b.sent));
  if (!best) return null;
  return (best.server - (best.sent + best.received) / 2) / 1000;
}

/** The sentence for an offset, among those the page gives in its own language. */
export function offsetWords(offset, words) {
  const seconds = Math.round(Math.abs(offset));
  if (seconds < 1) return words.same;
  return (offset > 0 ? words.slow : words.fast).replace("SECONDS", String(seconds));
}

/** Ask several times; what does not answer is left out. */
export async function sample(ask, now, tries = TRIES) {
  const samples = [];
  for (let count = 0; count < tries; count += 1) {
    const sent = now();
    try {
      const server = await ask();
      samples.push({ sent, server, received: now() });
    } catch {
      // One lost answer among five changes nothing.
    }
  }
  return samples;
}
