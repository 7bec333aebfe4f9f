import assert from "node:assert/strict";
import test from "node:test";

import {
  addressOf,
  labelsOf,
  worthAsking,
} from "../../src/entrelacs/commons/static/commons/territories/suggest.js";

test("nothing is asked for one letter, nor twice for the same text", () => {
  assert.equal(worthAsking("b", ""), false);
  assert.equal(worthAsking("  b ", ""), false);
  assert.equal(worthAsking("bo", ""), true);
  assert.equal(worthAsking(" bo ", "bo"), false);
});

test("each label is suggested once, in the order of the answer", () => {
  const answer = [{ label: "Paris (75)" }, { label: "Paris (department)" }, { label: "Paris (75)" }];

  assert.deepEqual(labelsOf(answer), ["Paris (75)", "Paris (department)"]);
});

test("what is typed travels safely in the address", () => {
  assert.equal(addressOf("/territoires/", " L'Haÿ & co "), "/territoires/?q=L'Ha%C3%BF%20%26%20co");
});
