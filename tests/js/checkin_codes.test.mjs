import assert from "node:assert/strict";
import test from "node:test";

import { isNew, problemOf } from "../../src/entrelacs/act/static/act/checkin/camera.js";
import { readCode, wordOf } from "../../src/entrelacs/act/static/act/checkin/codes.js";

const ORIGINS = ["https://entrelacs.example.org", "http://192.168.1.4:8000"];
const TOKEN = "106-38d6cbd5cbd52f4e.nZ4l-_xK2t9Qh8S7";

for (const text of [
  `https://entrelacs.example.org/p/${TOKEN}/`,
  `https://entrelacs.example.org/p/${TOKEN}`,
  `  http://entrelacs.example.org/p/${TOKEN}/?utm=1#x `,
  `http://192.168.1.4:8000/p/${TOKEN}/`,
]) {
  test(`someone's link is read in ${text}`, () => {
    assert.deepEqual(readCode(text, ORIGINS), { kind: "person", token: TOKEN, key: "106-38d6cbd5cbd52f4e" });
  });
}

for (const [text, kind, word] of [
  [`https://evil.example/p/${TOKEN}/`, "site", "codeOfSite"],
  [`https://entrelacs.example.org.evil.example/p/${TOKEN}/`, "site", "codeOfSite"],
  [`https://entrelacs.example.org@evil.example/p/${TOKEN}/`, "site", "codeOfSite"],
  [`https://you@entrelacs.example.org/p/${TOKEN}/`, "site", "codeOfSite"],
  ["https://entrelacs.example.org/t/ABCD2345/", "table", "codeOfTable"],
  ["https://entrelacs.example.org/p/106-38d6", "broken", "codeBroken"],
  ["https://entrelacs.example.org/p/", "broken", "codeBroken"],
  ["https://entrelacs.example.org/agir/", "nobody", "codeOfNobody"],
  ["WIFI:T:WPA;S:Salle;P:secret;;", "wifi", "codeOfWifi"],
  ["BEGIN:VCARD\nFN:Ana", "card", "codeOfCard"],
  ["MECARD:N:Ana;;", "card", "codeOfCard"],
  ["3760123450017", "nobody", "codeOfNobody"],
  ["javascript:alert(1)", "nobody", "codeOfNobody"],
  ["https://", "nobody", "codeOfNobody"],
  ["", "nobody", "codeOfNobody"],
]) {
  test(`${JSON.stringify(text)} is told for what it is`, () => {
    const code = readCode(text, ORIGINS);

    assert.deepEqual([code.kind, wordOf(code)], [kind, word]);
  });
}

test("the sentence can name the other site, and the beginning of anything else", () => {
  assert.equal(readCode("https://evil.example/p/x", ORIGINS).site, "evil.example");
  assert.equal(readCode("x".repeat(500), ORIGINS).text.length, 60);
});

test("a code held before the camera is one gesture; another may follow after a second", () => {
  const last = { text: "a", at: 10_000 };

  assert.deepEqual(
    [["a", 13_900], ["a", 14_000], ["b", 10_900], ["b", 11_000]].map(([text, now]) => isNew(text, last, now)),
    [false, true, false, true],
  );
});

test("each trouble of the camera has its sentence", () => {
  const words = ["NotAllowedError", "SecurityError", "NotFoundError", "OverconstrainedError", "NotReadableError"].map((name) => problemOf({ name }));

  assert.deepEqual(words, ["cameraRefused", "cameraRefused", "cameraMissing", "cameraMissing", "cameraFailed"]);
});
