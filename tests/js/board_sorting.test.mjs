import assert from "node:assert/strict";
import test from "node:test";

import { fieldsOf, isKept, mayDrop, saidOf } from "../../src/entrelacs/act/static/act/synthesis/sorting.js";

test("a lead is dropped on another column only", () => {
  const [here, there] = [{}, {}];

  assert.deepEqual([mayDrop(here, there), mayDrop(here, here), mayDrop(here, null), mayDrop(here, undefined)], [true, false, false, false]);
});

test("what is sent is what the button of the lead's page sends, from the board", () => {
  assert.equal(fieldsOf("12", "a&b").toString(), "change=theme&theme=12&from=board&csrfmiddlewaretoken=a%26b");
  assert.equal(fieldsOf("", "x").get("theme"), "");
});

test("only an answer without a page is a yes: a sign-in page or no network is a no", () => {
  assert.deepEqual([{ status: 204 }, { status: 200 }, { status: 409 }, null].map(isKept), [true, false, false, false]);
});

test("what happened is said with the words of the page, whatever the title holds", () => {
  assert.equal(saidOf("{title} → {column}", "A {column}", "B"), "A {column} → B");
});
