import assert from "node:assert/strict";
import test from "node:test";

import { BATCH, fillIn, refusedOf, settle, stateOf, toSend, waitingOf } from "../../src/entrelacs/act/static/act/checkin/queue.js";

const ANA = { id: 1, given: "Ana", present: true, at: 5 };
const IN = { n: 1, slug: "x", client_id: "a", kind: "in", at: 5, registration: 1, name: "Ana" };
const REFUSED = { n: 2, client_id: "b", kind: "in", at: 6, registration: 2, refusal: { code: "arrival-person-gone", sentence: "Gone." } };

test("only what the server reads is sent, and a refused gesture is not sent again by itself", () => {
  assert.deepEqual(toSend([IN, REFUSED]), [{ client_id: "a", kind: "in", at: 5, registration: 1 }]);
  assert.deepEqual([waitingOf([IN, REFUSED]), refusedOf([IN, REFUSED])], [[IN], [REFUSED]]);
});

test("a batch has an end, and begins with the oldest gesture", () => {
  const many = Array.from({ length: BATCH + 10 }, (_, n) => ({ client_id: String(n), kind: "in", at: n }));

  const sent = toSend(many);

  assert.deepEqual([sent.length, sent[0].client_id, sent.at(-1).client_id], [BATCH, "0", String(BATCH - 1)]);
});

for (const answer of ["stored", "duplicate", "already"]) {
  test(`a gesture answered ${answer} leaves, with its person as the server has them`, () => {
    const before = [{ id: 1, given: "Ana" }, { id: 2, given: "Bo" }];

    const settled = settle(before, [IN], [{ client_id: "a", answer, person: ANA }]);

    assert.deepEqual(settled, { people: [ANA, { id: 2, given: "Bo" }], gone: [IN], kept: [] });
  });
}

test("a gesture without an answer of its own stays as it is", () => {
  const settled = settle([], [IN], [{ client_id: "other", answer: "stored", person: ANA }]);

  assert.deepEqual([settled.gone, settled.kept], [[], []]);
});

test("a refused gesture stays with its reason", () => {
  const answer = { client_id: "a", answer: "refused", code: "arrival-token-false", sentence: "False." };

  const { gone, kept, people } = settle([ANA], [IN], [answer]);

  assert.deepEqual([gone, people], [[], [ANA]]);
  assert.deepEqual(kept, [{ ...IN, refusal: { code: "arrival-token-false", sentence: "False.", listed: undefined } }]);
});

test("what was done to a newcomer before they had a number is about that number afterwards", () => {
  const added = { n: 1, client_id: "w", kind: "walk-in", at: 1, given_name: "Zoé" };
  const undone = { n: 2, client_id: "u", kind: "undo", at: 2, of: "w" };

  const { gone, kept, people } = settle([], [added, undone], [{ client_id: "w", answer: "stored", person: { id: 9, given: "Zoé" } }]);

  assert.deepEqual([gone, kept], [[added], [{ ...undone, registration: 9 }]]);
  assert.deepEqual(people, [{ id: 9, given: "Zoé" }]);
});

const WORDS = {
  loading: "loading", online: "{people} at {hour}", sending: "sending {count}", offline: "off {people} {hour}", offlineOne: "one",
  offlineMany: "many {count}", noList: "no list", signedOut: "out", notAllowed: "no", closed: "closed", noStorage: "storage", erased: "erased",
};
const CALM = { mode: "online", waiting: 0, people: 64, hour: "13:31", isSending: false, isClosed: false, hasStorage: true };

for (const [change, kind, text] of [
  [{}, "success", "64 at 13:31"],
  [{ mode: "loading" }, "info", "loading"],
  [{ waiting: 3, isSending: true }, "info", "sending 3"],
  [{ waiting: 3 }, "warning", "many 3"],
  [{ mode: "offline" }, "warning", "off 64 13:31"],
  [{ mode: "offline", waiting: 1 }, "warning", "one"],
  [{ mode: "offline", waiting: 3, isSending: true }, "warning", "many 3"],
  [{ mode: "offline", hour: "" }, "error", "no list"],
  [{ mode: "signed-out", waiting: 3 }, "error", "out"],
  [{ mode: "not-allowed" }, "error", "no"],
  [{ mode: "erased" }, "info", "erased"],
  [{ isClosed: true }, "warning", "closed"],
  [{ hasStorage: false }, "warning", "storage"],
]) {
  test(`state told for ${JSON.stringify(change)}`, () => {
    assert.deepEqual(stateOf({ ...CALM, ...change }, WORDS), { kind, text });
  });
}

test("a place nobody fills is left as it is", () => {
  assert.equal(fillIn("{a} and {b}", { a: 0 }), "0 and {b}");
});
