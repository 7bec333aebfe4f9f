/* The time of the server, told by a phone whose own clock may be a day wrong. */

/* What to add to the phone's clock: the server spoke half-way between the question and its answer. */
export function offsetOf(serverNow, askedAt, answeredAt) {
  return Number.isFinite(serverNow) ? Math.round(serverNow - (askedAt + answeredAt) / 2) : null;
}

/* When a gesture happens: never before the last one known of the same person, whichever the phone. */
export function momentOf(phoneNow, offset, lastSeen = 0) {
  return Math.max(phoneNow + offset, (lastSeen || 0) + 1);
}

export function hourOf(moment, { language = "fr", zone = "Europe/Paris" } = {}) {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(moment);
}

const DAY = 24 * 3600 * 1000;

/* The list leaves the phone one day after the end of the meeting's day, in the time of the place. */
export function isListExpired(day, now) {
  const begins = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(begins) && now > begins + 2 * DAY;
}
