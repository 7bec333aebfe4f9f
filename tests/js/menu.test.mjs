import assert from "node:assert/strict";
import test from "node:test";

import { menusToClose } from "../../src/entrelacs/web/static/js/menu.js";

function menu(...inside) {
  return { contains: (target) => inside.includes(target) };
}

test("a click in one menu closes the others only", () => {
  const account = menu("profile");
  const display = menu("dark");

  assert.deepEqual(menusToClose([account, display], "dark"), [account]);
});

test("a click elsewhere closes every menu", () => {
  const open = [menu("profile"), menu("dark")];

  assert.deepEqual(menusToClose(open, "page"), open);
});
