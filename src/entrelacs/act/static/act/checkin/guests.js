/* The list as this phone knows it: what the server said, and what was done here since. */

const LIGATURES = { "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d" };
const NOT_EXPECTED = ["declined", "waiting"];

/* As `commons.plain_text.fold`: no accent, no case, no punctuation. */
export function fold(text) {
  return text
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

export function nameOf(person) {
  return [person.given, person.family].filter(Boolean).join(" ");
}

export function initialsOf(person) {
  return `${(person.given ?? "").slice(0, 1)}${(person.family ?? "").slice(0, 1)}`.toUpperCase() || "?";
}

/* Every word in the name or the structure, in any order; names that begin with it come first. */
export function search(people, text) {
  const words = fold(text).split(" ").filter(Boolean);
  if (!words.length) return [];
  return people
    .map((person) => ({ person, rank: rankOf(person, words) }))
    .filter(({ rank }) => rank < 3)
    .sort((one, other) => one.rank - other.rank)
    .map(({ person }) => person);
}

function rankOf(person, words) {
  const name = ` ${fold(nameOf(person))}`;
  const all = `${name} ${fold(person.structure ?? "")}`;
  if (words.every((word) => name.includes(` ${word}`))) return 0;
  if (words.every((word) => all.includes(` ${word}`))) return 1;
  return words.every((word) => all.includes(word)) ? 2 : 3;
}

/* What was done here and not answered yet is laid over the list, in order. */
export function merge(people, operations) {
  const known = new Map(people.map((person) => [person.id, person]));
  for (const operation of operations) {
    if (operation.refusal) continue;
    const id = idOf(operation);
    if (operation.kind === "walk-in") known.set(id, newcomer(operation));
    else if (known.has(id)) known.set(id, changed(known.get(id), operation));
  }
  return [...known.values()];
}

function idOf(operation) {
  if (operation.kind === "walk-in") return `w:${operation.client_id}`;
  return operation.registration ?? (operation.of ? `w:${operation.of}` : null);
}

function newcomer(operation) {
  return {
    id: `w:${operation.client_id}`,
    of: operation.client_id,
    given: operation.given_name,
    family: operation.family_name,
    structure: operation.structure,
    worlds: operation.worlds ?? [],
    present: true,
    at: operation.at,
    seen: operation.at,
    kept: true,
  };
}

function changed(person, operation) {
  const isHere = operation.kind === "in";
  return {
    ...person,
    present: isHere,
    at: isHere ? (person.present && person.at) || operation.at : undefined,
    seen: Math.max(person.seen ?? 0, operation.at),
    answer: isHere ? "" : person.answer,
    kept: true,
  };
}

/* How many of each world are here and expected; someone of two worlds counts in both. */
export function countsOf(people, worlds) {
  const awaited = people.filter((person) => person.present || !NOT_EXPECTED.includes(person.answer));
  const rows = [...worlds.map((world) => world.code), null].map((code) => {
    const theirs = awaited.filter((person) => (code ? person.worlds?.includes(code) : !person.worlds?.length));
    return { code, present: theirs.filter((person) => person.present).length, expected: theirs.length };
  });
  return {
    present: awaited.filter((person) => person.present).length,
    expected: awaited.length,
    rows: rows.filter((row) => row.expected),
  };
}

export function latestOf(people, most) {
  return people
    .filter((person) => person.present && person.at)
    .sort((one, other) => other.at - one.at)
    .slice(0, most);
}
