import assert from "node:assert/strict";
import { test } from "node:test";

import {
  fieldsOf,
  isDrag,
  isSame,
  mayDrag,
  targetOf,
  THRESHOLD,
  toneOf,
} from "../../src/entrelacs/act/static/act/tables/gesture.js";

const nowhere = { person: "", table: "", tray: false };
const mouse = { pointer: "mouse", button: 0, locked: false, chosen: false };

test("a press that trembles is not a drag", () => {
  assert.equal(isDrag({ x: 10, y: 10 }, { x: 10 + THRESHOLD - 1, y: 10 }), false);
  assert.equal(isDrag({ x: 10, y: 10 }, { x: 10, y: 10 + THRESHOLD }), true);
});

test("a locked person stays, and a finger drags only whom it chose", () => {
  assert.equal(mayDrag(mouse), true);
  assert.equal(mayDrag({ ...mouse, locked: true }), false);
  assert.equal(mayDrag({ ...mouse, button: 2 }), false);
  assert.equal(mayDrag({ ...mouse, pointer: "touch" }), false);
  assert.equal(mayDrag({ ...mouse, pointer: "touch", chosen: true }), true);
});

test("dropped on a table, a person moves there", () => {
  assert.deepEqual(targetOf("7", "1", { ...nowhere, table: "2" }), { kind: "move", table: "2" });
});

test("dropped on someone of another table, two people exchange", () => {
  const under = { ...nowhere, table: "2", person: "9" };

  assert.deepEqual(targetOf("7", "1", under), { kind: "swap", person: "9" });
});

test("dropped at their own table, or nowhere, nothing is asked", () => {
  assert.equal(targetOf("7", "1", { ...nowhere, table: "1" }), null);
  assert.equal(targetOf("7", "1", { ...nowhere, table: "1", person: "9" }), null);
  assert.equal(targetOf("7", "1", { ...nowhere, table: "1", person: "7" }), null);
  assert.equal(targetOf("7", "1", nowhere), null);
});

test("the tray takes a seated person, and exchanges with one who waits", () => {
  const tray = { ...nowhere, tray: true };

  assert.deepEqual(targetOf("7", "1", tray), { kind: "unseat" });
  assert.deepEqual(targetOf("7", "1", { ...tray, person: "9" }), { kind: "swap", person: "9" });
  assert.equal(targetOf("7", "", tray), null);
  assert.equal(targetOf("7", "", { ...tray, person: "9" }), null);
});

test("two aims are the same when they ask the same", () => {
  assert.equal(isSame({ kind: "move", table: "2" }, { kind: "move", table: "2" }), true);
  assert.equal(isSame({ kind: "move", table: "2" }, { kind: "move", table: "3" }), false);
  assert.equal(isSame(null, { kind: "unseat" }), false);
  assert.equal(isSame(null, null), true);
});

test("what is sent says who, and where", () => {
  assert.deepEqual(fieldsOf("7", { kind: "swap", person: "9" }), { registration: "7", other: "9" });
  assert.deepEqual(fieldsOf("7", { kind: "move", table: "2" }), { registration: "7", table: "2" });
  assert.deepEqual(fieldsOf("7", { kind: "unseat" }), { registration: "7", table: "" });
});

test("a change is told as better, worse, the same or refused", () => {
  assert.equal(toneOf({ allowed: true, change: -100 }), "is-better");
  assert.equal(toneOf({ allowed: true, change: 1 }), "is-worse");
  assert.equal(toneOf({ allowed: true, change: 0 }), "");
  assert.equal(toneOf({ allowed: false, change: 0 }), "is-refused");
});
