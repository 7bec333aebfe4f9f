import assert from "node:assert/strict";
import test from "node:test";

import { Outbox, drawKey, nextDelay, outcomeOf, tidy, waitingWords } from "../../src/entrelacs/act/static/act/notes/outbox.js";

function memory() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
    kept,
  };
}

const NOTE = { key: "k1", prompt: "leads", text: "Une idée" };

test("a note stays in the outbox, for whoever opens it next, until its key is acknowledged", () => {
  const storage = memory();
  new Outbox(storage, "AAAA2222").add(NOTE);

  const later = new Outbox(storage, "AAAA2222");
  later.acknowledge("another key");
  const before = later.notes();
  later.acknowledge("k1");

  assert.deepEqual([before, later.notes(), storage.kept.size], [[NOTE], [], 0]);
});

test("two tables on one phone do not mix their notes", () => {
  const storage = memory();
  new Outbox(storage, "AAAA2222").add(NOTE);

  assert.deepEqual(new Outbox(storage, "BBBB3333").notes(), []);
});

test("a refused note is kept, is not sent again by itself, and may be sent again", () => {
  const outbox = new Outbox(memory(), "AAAA2222");
  outbox.add(NOTE);

  outbox.refuse("k1", "La rencontre est close.");
  const refused = [outbox.notes(), outbox.waiting()];
  outbox.again("k1");

  assert.deepEqual(refused, [[{ ...NOTE, sentence: "La rencontre est close." }], []]);
  assert.deepEqual(outbox.waiting(), [NOTE]);
});

test("a storage that refuses tells the caller", () => {
  const full = { ...memory(), setItem: () => { throw new Error("full"); } };

  assert.throws(() => new Outbox(full, "AAAA2222").add(NOTE));
});

test("a storage that was tampered with is an empty outbox", () => {
  const storage = memory();
  storage.setItem("entrelacs.outbox.AAAA2222", "{not json");

  assert.deepEqual(new Outbox(storage, "AAAA2222").notes(), []);
});

test("only its own key coming back is a receipt", () => {
  const answers = [
    [201, { key: "k1" }], [200, { key: "k1" }], [200, { key: "k2" }], [200, null], [302, { key: "k1" }],
    [409, { code: "notes-closed" }], [404, { code: "table-code-unknown" }], [404, null], [403, null],
    [429, { code: "slow" }], [500, { key: "k1" }], [503, null],
  ];

  assert.deepEqual(answers.map(([status, body]) => outcomeOf("k1", status, body)), [
    "stored", "stored", "later", "later", "later", "refused", "refused", "later", "reload", "later", "later", "later",
  ]);
});

test("waits grow, stay under six minutes and differ from phone to phone", () => {
  assert.deepEqual([nextDelay(0, 0.5), nextDelay(1, 0.5), nextDelay(20, 0), nextDelay(20, 1)], [5000, 10000, 240000, 360000]);
});

test("what waits is counted in words", () => {
  const words = { one: "une note", many: "{count} notes" };

  assert.deepEqual([0, 1, 4].map((count) => waitingWords(count, words)), ["", "une note", "4 notes"]);
});

test("a key is a UUID of version 4", () => {
  const key = drawKey({ getRandomValues: (bytes) => bytes.fill(255) });

  assert.equal(key, "ffffffff-ffff-4fff-bfff-ffffffffffff");
});

test("words are tidied as the server does", () => {
  assert.equal(tidy("  Une\n idée\t "), "Une idée");
});
