import assert from "node:assert/strict";
import test from "node:test";

import { applyTheme, readTheme, themeCookie } from "../../src/entrelacs/web/static/js/theme.js";

function pageWith(choices) {
  return { documentElement: { dataset: {} }, querySelectorAll: () => choices };
}

function choice(theme) {
  return {
    dataset: { setTheme: theme },
    setAttribute(name, value) { this[name] = value; },
  };
}

test("a theme is read among other cookies", () => {
  assert.equal(readTheme("csrftoken=x; theme=dark; other=1"), "dark");
});

test("an unknown theme, or one inside another name, is no theme", () => {
  assert.deepEqual(["theme=pink", "mytheme=dark", "theme=darker", ""].map(readTheme), ["", "", "", ""]);
});

test("going back to the device's colours ends the cookie", () => {
  assert.equal(themeCookie("", false), "theme=; Path=/; Max-Age=0; SameSite=Lax");
});

test("a chosen theme lasts a year, and stays on https when it was chosen there", () => {
  assert.equal(themeCookie("dark", true), "theme=dark; Path=/; Max-Age=31536000; SameSite=Lax; Secure");
});

test("applying a theme marks the page and presses its button alone", () => {
  const choices = ["", "light", "dark"].map(choice);
  const page = pageWith(choices);

  applyTheme("dark", page);

  assert.equal(page.documentElement.dataset.theme, "dark");
  assert.deepEqual(choices.map((one) => one["aria-pressed"]), ["false", "false", "true"]);
});

test("applying no theme unmarks the page", () => {
  const page = pageWith([]);
  page.documentElement.dataset.theme = "light";

  applyTheme("", page);

  assert.deepEqual(page.documentElement.dataset, {});
});
