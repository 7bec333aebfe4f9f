import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { KINDS, kindOf } from "../../src/entrelacs/web/static/js/toast.js";

test("the kind of a toast is found among other tags", () => {
  assert.equal(kindOf("safe warning"), "warning");
});

test("a toast of no known kind informs", () => {
  assert.deepEqual([kindOf(""), kindOf("debug"), kindOf("constructor")], ["info", "info", "info"]);
});

test("every kind has its drawing in the sprite", () => {
  const sprite = readFileSync(new URL("../../src/entrelacs/web/static/img/sprite.svg", import.meta.url), "utf8");

  const missing = [...Object.values(KINDS), "close"].filter((name) => !sprite.includes(`id="icon-${name}"`));

  assert.deepEqual(missing, []);
});
