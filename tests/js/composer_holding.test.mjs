import assert from "node:assert/strict";
import { test } from "node:test";

import { nameIn, pressOf, sayOf, stepFrom } from "../../src/entrelacs/act/static/act/tables/held.js";
import { pauseOf, progressOf } from "../../src/entrelacs/act/static/act/tables/waiting.js";

const swap = { kind: "swap", person: "9" };
const move = { kind: "move", table: "2" };

test("a key picks a person up, a mouse or a finger asks why there", () => {
  const press = { held: "", person: "7", target: null };

  assert.equal(pressOf({ ...press, by: "keys" }), "pick");
  assert.equal(pressOf({ ...press, by: "mouse" }), "choose");
  assert.equal(pressOf({ ...press, by: "touch" }), "choose");
  assert.equal(pressOf({ ...press, person: "", by: "keys" }), "nothing");
});

test("whoever is locked stays: a key asks why there", () => {
  assert.equal(pressOf({ held: "", person: "7", target: null, by: "keys", stays: true }), "choose");
});

test("pressed again, the person held goes back to their place", () => {
  for (const by of ["keys", "mouse", "touch"]) {
    assert.equal(pressOf({ held: "7", person: "7", target: null, by }), "back");
  }
});

test("a key or a mouse puts down at once what was aimed at by the focus or the pointer", () => {
  assert.equal(pressOf({ held: "7", person: "9", target: swap, by: "keys" }), "drop");
  assert.equal(pressOf({ held: "7", person: "", target: move, by: "mouse" }), "drop");
});

test("a finger is told first, and puts down with a second press on the same place", () => {
  const press = { held: "7", person: "9", target: swap, by: "touch" };

  assert.equal(pressOf({ ...press, aimed: null }), "aim");
  assert.equal(pressOf({ ...press, aimed: move }), "aim");
  assert.equal(pressOf({ ...press, aimed: { ...swap } }), "drop");
});

test("at their own table nobody is put down", () => {
  assert.equal(pressOf({ held: "7", person: "8", target: null, by: "keys" }), "own");
});

test("left and right go round the stops", () => {
  const tables = ["1", "1", "2", "2", ""];

  assert.equal(stepFrom(tables, 0, "ArrowRight"), 1);
  assert.equal(stepFrom(tables, 4, "ArrowRight"), 0);
  assert.equal(stepFrom(tables, 0, "ArrowLeft"), 4);
  assert.equal(stepFrom(tables, 2, "Home"), 0);
  assert.equal(stepFrom(tables, 2, "End"), 4);
});

test("up and down go from table to table, the waiting people last", () => {
  const tables = ["1", "1", "2", "2", ""];

  assert.equal(stepFrom(tables, 1, "ArrowDown"), 2);
  assert.equal(stepFrom(tables, 3, "ArrowDown"), 4);
  assert.equal(stepFrom(tables, 4, "ArrowDown"), 0);
  assert.equal(stepFrom(tables, 3, "ArrowUp"), 0);
  assert.equal(stepFrom(tables, 0, "ArrowUp"), 4);
});

test("other keys lead nowhere, nor does a room without a stop", () => {
  assert.equal(stepFrom(["1"], 0, "a"), null);
  assert.equal(stepFrom([], -1, "Home"), null);
});

test("a seat gives the name, and a sentence takes it as it is", () => {
  assert.equal(nameIn("Maya D., Les Passerelles, Travail social"), "Maya D.");
  assert.equal(sayOf("{name} is here; {name} stays.", "A$&B"), "A$&B is here; A$&B stays.");
});

test("progress is a whole per cent between none and all, over when it no longer runs", () => {
  const said = { sentence: "…" };

  assert.deepEqual(progressOf({ state: "running", share: 0.426, ...said }), {
    percent: 43,
    isOver: false,
    sentence: "…",
  });
  assert.equal(progressOf({ state: "running", share: 1.2, ...said }).percent, 100);
  assert.equal(progressOf({ state: "running", share: null, ...said }).percent, 0);
  for (const state of ["done", "stopped", "interrupted", "refused"]) {
    assert.equal(progressOf({ state, share: 0.5, ...said }).isOver, true);
  }
});

test("a page that should not move asks less often", () => {
  assert.ok(pauseOf(true) > pauseOf(false));
});
