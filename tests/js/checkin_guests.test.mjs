import assert from "node:assert/strict";
import test from "node:test";

import { countsOf, fold, initialsOf, latestOf, merge, nameOf, search } from "../../src/entrelacs/act/static/act/checkin/guests.js";

const PEOPLE = [
  { id: 1, given: "Éloïse", family: "Le Gall", structure: "CCAS de Mérignac", worlds: ["ts"] },
  { id: 2, given: "Jean-Noël", family: "Martin", structure: "Aux Pains d’Élo", worlds: ["es", "ts"] },
  { id: 3, given: "Marta", family: "Œuvrard", answer: "declined" },
  { id: 4, given: "Camel", family: "Omar", present: true, at: 50, seen: 50 },
];
const ids = (people) => people.map((person) => person.id);

for (const [text, found] of [
  ["elo", [1, 2]],
  ["ÉLO", [1, 2]],
  ["gall elo", [1]],
  ["mar", [2, 3, 4]],
  ["oeuv", [3]],
  ["jean no", [2]],
  ["ccas", [1]],
  ["  ", []],
  ["zzz", []],
  ["+ *", []],
]) {
  test(`"${text}" finds ${found.join(", ") || "nobody"}`, () => {
    assert.deepEqual(ids(search(PEOPLE, text)), found);
  });
}

test("text is folded as the server folds it", () => {
  assert.equal(fold("  L'Haÿ-les-Roses, Œuvre n°2 "), "l hay les roses oeuvre n 2");
});

test("a person is called by the names they gave", () => {
  assert.deepEqual([nameOf(PEOPLE[0]), nameOf({ given: "Ana" }), initialsOf(PEOPLE[0]), initialsOf({})], ["Éloïse Le Gall", "Ana", "ÉL", "?"]);
});

test("what was done here is laid over what the server said", () => {
  const merged = merge(PEOPLE, [
    { kind: "in", registration: 1, at: 60 },
    { kind: "in", registration: 3, at: 61 },
    { kind: "undo", registration: 4, at: 62 },
  ]);

  assert.deepEqual(
    merged.map(({ id, present = false, at, answer = "", kept = false }) => [id, present, at, answer, kept]),
    [[1, true, 60, "", true], [2, false, undefined, "", false], [3, true, 61, "", true], [4, false, undefined, "", true]],
  );
});

test("someone here already keeps their first hour, and an undone arrival may be made again", () => {
  const [, , , camel] = merge(PEOPLE, [{ kind: "in", registration: 4, at: 70 }]);
  const [, , , again] = merge(PEOPLE, [{ kind: "undo", registration: 4, at: 70 }, { kind: "in", registration: 4, at: 80 }]);

  assert.deepEqual([camel.at, camel.seen, again.at], [50, 70, 80]);
});

test("a refused gesture, and one about nobody known, change nothing", () => {
  const merged = merge(PEOPLE, [{ kind: "in", registration: 1, at: 1, refusal: {} }, { kind: "in", token: "t", at: 2 }, { kind: "undo", registration: 99, at: 3 }]);

  assert.deepEqual(merged, PEOPLE);
});

test("a newcomer is shown at once, and can be taken back before they have a number", () => {
  const added = { kind: "walk-in", client_id: "w", at: 9, given_name: "Zoé", family_name: "", structure: "X", worlds: ["es"] };

  const [zoe] = merge([], [added]);
  const [undone] = merge([], [added, { kind: "undo", of: "w", at: 12 }]);

  assert.deepEqual([zoe.id, zoe.present, zoe.of, nameOf(zoe)], ["w:w", true, "w", "Zoé"]);
  assert.deepEqual([undone.present, undone.seen], [false, 12]);
});

test("people are counted once in all, and in each of their worlds; whoever came is expected", () => {
  const here = { id: 5, present: true, answer: "waiting", worlds: ["es"] };

  assert.deepEqual(countsOf([...PEOPLE, here], [{ code: "ts" }, { code: "es" }, { code: "co" }]), {
    present: 2,
    expected: 4,
    rows: [
      { code: "ts", present: 0, expected: 2 },
      { code: "es", present: 1, expected: 2 },
      { code: null, present: 1, expected: 1 },
    ],
  });
});

test("latest arrivals come first", () => {
  const people = [10, 30, 20].map((at, id) => ({ id, at, present: true }));

  assert.deepEqual(ids(latestOf([...people, { id: 9, at: 99 }], 2)), [1, 2]);
});
