/* Someone picked up without dragging: what a press then means, and where the arrows lead. */
import { isSame } from "./gesture.js";

/* `by` is "keys", "mouse" or "touch"; `aimed` is what was last said to the person who holds.
   A finger cannot hover: its first press says what the change brings, the second makes it. */
export function pressOf({ held, person, target, by, aimed = null, stays = false }) {
  if (!held) {
    if (!person) return "nothing";
    return by === "keys" && !stays ? "pick" : "choose";
  }
  if (person === held) return "back";
  if (!target) return "own";
  return by === "touch" && !isSame(target, aimed) ? "aim" : "drop";
}

const NEXT = { ArrowRight: 1, ArrowLeft: -1 };
const TABLES = { ArrowDown: 1, ArrowUp: -1 };

/* `tables` gives the table of each stop, in the order of the page. Left and right go from stop to
   stop, up and down from table to table; null for a key that leads nowhere. */
export function stepFrom(tables, at, key) {
  const last = tables.length - 1;
  if (last < 0) return null;
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key in NEXT) return (at + NEXT[key] + tables.length) % tables.length;
  if (!(key in TABLES)) return null;
  const order = [...new Set(tables)];
  const place = order.indexOf(tables[at]) + TABLES[key];
  return tables.indexOf(order[(place + order.length) % order.length]);
}

/* A seat says name, structure, worlds: the name comes first. */
export function nameIn(label) {
  return label.split(", ", 1)[0].trim();
}

/* A function, so that a name with a dollar sign stays itself. */
export function sayOf(sentence, name) {
  return sentence.replaceAll("{name}", () => name);
}
