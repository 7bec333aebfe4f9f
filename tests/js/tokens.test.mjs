import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const css = readFileSync(new URL("../../src/entrelacs/web/static/css/tokens.css", import.meta.url), "utf8");
const [modern, fallback] = css.split("@supports not");

function pairs(text) {
  const found = {};
  for (const [, name, light, dark] of text.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)) {
    found[name] = { light, dark };
  }
  return found;
}

const page = pairs(modern.split(".tone-")[0]);
const tones = Object.fromEntries(
  [...modern.matchAll(/\.tone-([\w-]+) \{([^}]+)\}/g)].map(([, name, body]) => [name, pairs(body)]),
);

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const WORDS = 4.5;
const SHAPES = 3;
const MEETINGS = [
  ...["ink", "ink-soft", "brand", "brand-strong", "ok", "warn", "bad", "info"].flatMap((word) =>
    ["paper", "card", "sunken"].map((ground) => [word, ground, WORDS])),
  ...["ok", "warn", "bad", "info", "brand"].map((word) => [word, `${word}-soft`, WORDS]),
  ...["ok-soft", "warn-soft", "bad-soft", "info-soft", "brand-soft"].map((ground) => ["ink", ground, WORDS]),
  ["brand-strong", "brand-soft", WORDS],
  ["on-brand", "brand", WORDS],
  ["on-brand", "brand-strong", WORDS],
  ["on-bar", "bar", WORDS],
  ["on-bad", "bad", WORDS],
  ["edge", "card", SHAPES],
  ["edge", "paper", SHAPES],
  ["strand-one", "paper", SHAPES],
  ["strand-two", "paper", SHAPES],
];

for (const theme of ["light", "dark"]) {
  test(`every pair of the page that meets is readable in ${theme}`, () => {
    const faint = MEETINGS.filter(
      ([word, ground, least]) => contrast(page[word][theme], page[ground][theme]) < least,
    );

    assert.deepEqual(faint, []);
  });

  test(`every tone is readable in ${theme}`, () => {
    const faint = Object.entries(tones).filter(([, tone]) =>
      contrast(tone["tone-on"][theme], tone.tone[theme]) < WORDS ||
      contrast(tone["tone-text"][theme], tone["tone-soft"][theme]) < WORDS ||
      contrast(tone["tone-text"][theme], page.card[theme]) < WORDS ||
      contrast(tone.tone[theme], page.card[theme]) < SHAPES ||
      contrast(tone.tone[theme], tone["tone-soft"][theme]) < SHAPES);

    assert.deepEqual(faint.map(([name]) => name), []);
  });
}

test("the palette holds the seven tones that a programme may choose", () => {
  assert.deepEqual(
    Object.keys(tones).sort(),
    ["blue", "brick", "green", "grey", "orange", "plum", "teal"],
  );
});

test("an old phone gets the same light colours as the others", () => {
  const root = fallback.split("[class*=")[0];
  const old = Object.fromEntries(
    [...root.matchAll(/--([\w-]+): (#\w{6})/g)].map(([, name, colour]) => [name, colour]),
  );

  assert.deepEqual(
    old,
    Object.fromEntries(Object.entries(page).map(([name, pair]) => [name, pair.light])),
  );
});
