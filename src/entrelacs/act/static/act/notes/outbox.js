/* Notes written and not yet acknowledged. A note leaves the outbox only when the server says, by its
   key, that it is stored; until then it is in the browser's storage, and shown as such. */

const FIRST_DELAY = 5_000;
const LONGEST_DELAY = 300_000;

export class Outbox {
  constructor(storage, code) {
    this.storage = storage;
    this.name = `entrelacs.outbox.${code}`;
  }

  /* Read again each time: another tab of the same phone may have sent some. */
  notes() {
    try {
      const kept = JSON.parse(this.storage.getItem(this.name) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  /* Throws when the storage is full or forbidden: the caller then lets the form go by itself. */
  add(note) {
    this.#write([...this.notes(), note]);
  }

  acknowledge(key) {
    this.#write(this.notes().filter((note) => note.key !== key));
  }

  refuse(key, sentence) {
    this.#write(this.notes().map((note) => (note.key === key ? { ...note, sentence } : note)));
  }

  again(key) {
    this.#write(this.notes().map((note) => {
      const { sentence, ...unjudged } = note;
      return note.key === key ? unjudged : note;
    }));
  }

  waiting() {
    return this.notes().filter((note) => !note.sentence);
  }

  #write(notes) {
    if (notes.length) this.storage.setItem(this.name, JSON.stringify(notes));
    else this.storage.removeItem(this.name);
  }
}

/* What an answer means for the note that was sent: only its own key coming back is a receipt. */
export function outcomeOf(key, status, body) {
  if ((status === 200 || status === 201) && body?.key === key) return "stored";
  if (status === 403) return "reload";
  if (status >= 400 && status < 500 && status !== 408 && status !== 429 && body?.code) return "refused";
  return "later";
}

/* Wait longer after each failure, five minutes at most, and not all phones at the same moment. */
export function nextDelay(failures, chance) {
  const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** failures);
  return Math.round(delay * (0.8 + 0.4 * chance));
}

export function waitingWords(count, words) {
  if (count === 0) return "";
  return count === 1 ? words.one : words.many.replace("{count}", String(count));
}

/* crypto.randomUUID exists only over HTTPS; a venue's own network may have none. */
export function drawKey(random = crypto) {
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function tidy(text) {
  return text.split(/\s+/).filter(Boolean).join(" ");
}
