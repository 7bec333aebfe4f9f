/* What a gesture means, without the page: where a person is dropped, and what is then asked. */

/* Pixels below which a press is a press, and not a drag. */
export const THRESHOLD = 6;

export function isDrag(start, now) {
  return Math.hypot(now.x - start.x, now.y - start.y) >= THRESHOLD;
}

/* A finger scrolls the page, unless the person was chosen first. */
export function mayDrag({ pointer, button, locked, chosen }) {
  return button === 0 && !locked && (pointer !== "touch" || chosen);
}

/* `under` says what the pointer is over: a person, a table, the tray, or none of them. */
export function targetOf(dragged, from, under) {
  if (under.person && under.person !== dragged) {
    return under.table === from && under.tray === !from
      ? null
      : { kind: "swap", person: under.person };
  }
  if (under.table && under.table !== from) return { kind: "move", table: under.table };
  if (under.tray && from) return { kind: "unseat" };
  return null;
}

export function isSame(one, other) {
  return one?.kind === other?.kind && one?.person === other?.person && one?.table === other?.table;
}

/* The fields to send, for a trial as for the change itself. */
export function fieldsOf(dragged, target) {
  const fields = { registration: dragged };
  if (target.kind === "swap") fields.other = target.person;
  if (target.kind === "move") fields.table = target.table;
  if (target.kind === "unseat") fields.table = "";
  return fields;
}

/* Better, worse, refused or the same: the colour beside the sentence. */
export function toneOf({ allowed, change }) {
  if (!allowed) return "is-refused";
  if (change < 0) return "is-better";
  return change > 0 ? "is-worse" : "";
}
