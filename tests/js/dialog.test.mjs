import assert from "node:assert/strict";
import test from "node:test";

import { isOutside, isPlainClick } from "../../src/entrelacs/web/static/js/dialog.js";

const BOX = { left: 10, right: 110, top: 20, bottom: 220 };
const CLICK = { defaultPrevented: false, button: 0, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false };

test("a click on the dialog or its edge is inside", () => {
  assert.deepEqual(
    [{ x: 10, y: 20 }, { x: 110, y: 220 }, { x: 60, y: 100 }].map((point) => isOutside(point, BOX)),
    [false, false, false],
  );
});

test("a click on any side of the dialog is outside", () => {
  assert.deepEqual(
    [{ x: 9, y: 100 }, { x: 111, y: 100 }, { x: 60, y: 19 }, { x: 60, y: 221 }].map((point) => isOutside(point, BOX)),
    [true, true, true, true],
  );
});

test("a plain click opens the dialog", () => {
  assert.equal(isPlainClick(CLICK), true);
});

test("a click for a new tab, or already handled, is left to the browser", () => {
  const others = [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }, { defaultPrevented: true }];

  assert.deepEqual(others.map((other) => isPlainClick({ ...CLICK, ...other })), others.map(() => false));
});
