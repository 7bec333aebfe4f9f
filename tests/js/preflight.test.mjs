import assert from "node:assert/strict";
import test from "node:test";

import { TRIES, bestOffset, offsetWords, sample } from "../../src/entrelacs/act/static/act/preflight/clock.js";
import { closedAmong, tryEach } from "../../src/entrelacs/act/static/act/preflight/notebooks.js";
import { tell } from "../../src/entrelacs/act/static/act/preflight/probe.js";

const WORDS = { slow: "slow by SECONDS", fast: "fast by SECONDS", same: "same" };

test("the quickest answer is the one believed, in the middle of its way", () => {
  const samples = [
    { sent: 1000, received: 3000, server: 99_000 },
    { sent: 4000, received: 4100, server: 9050 },
    { sent: 5000, received: 5500, server: 42_000 },
  ];

  assert.equal(bestOffset(samples), 5);
  assert.equal(samples[0].sent, 1000);
});

test("a device ahead of the server has a negative offset, and no answer gives none", () => {
  assert.equal(bestOffset([{ sent: 10_000, received: 10_200, server: 8100 }]), -2);
  assert.equal(bestOffset([]), null);
});

test("the sentence tells whole seconds, and agrees within half of one", () => {
  assert.deepEqual(
    [0.4, -0.4, 0.6, 61.2, -3.5].map((offset) => offsetWords(offset, WORDS)),
    ["same", "same", "slow by 1", "slow by 61", "fast by 4"],
  );
});

test("an answer that is lost is left out, and the others are kept", async () => {
  let asked = 0;
  let time = 0;
  const ask = async () => {
    asked += 1;
    if (asked === 2) throw new Error("lost");
    return 1000 * asked;
  };

  const samples = await sample(ask, () => (time += 10));

  assert.equal(asked, TRIES);
  assert.deepEqual(samples[0], { sent: 10, server: 1000, received: 20 });
  assert.deepEqual(samples.map(({ server }) => server), [1000, 3000, 4000, 5000]);
});

test("a notebook that answers badly, or not at all, is named by the number of its table", async () => {
  const answers = { "/a/": { ok: true }, "/b/": { ok: false } };
  const open = async (url) => answers[url] ?? Promise.reject(new Error("no network"));
  const notebooks = ["/a/", "/b/", "/c/"].map((url, place) => ({ number: String(place + 1), url }));

  assert.deepEqual(closedAmong(await tryEach(notebooks, open)), ["2", "3"]);
});

function formOf(fields) {
  const said = { textContent: "" };
  const asks = [{ hidden: false }, { hidden: false }];
  globalThis.FormData = class {
    constructor(form) {
      this.fields = form.fields;
    }
  };
  return {
    said,
    asks,
    fields,
    action: "/pre-vol/x/marche/",
    dataset: { noted: "Noted.", failed: "Press the button." },
    querySelector: () => said,
    querySelectorAll: () => asks,
  };
}

test("the phone tells by itself, with the token of the form, and asks nothing more", async () => {
  const form = formOf({ csrfmiddlewaretoken: "t" });
  const sent = [];

  await tell(form, async (url, options) => {
    sent.push([url, options.method, options.body.fields]);
    return { ok: true };
  });

  assert.deepEqual(sent, [["/pre-vol/x/marche/", "POST", { csrfmiddlewaretoken: "t" }]]);
  assert.equal(form.said.textContent, "Noted.");
  assert.deepEqual(form.asks.map(({ hidden }) => hidden), [true, true]);
});

test("when the answer does not leave, the button stays and says so", async () => {
  for (const send of [async () => ({ ok: false, status: 500 }), async () => Promise.reject(new Error("cut"))]) {
    const form = formOf({});

    await tell(form, send);

    assert.equal(form.said.textContent, "Press the button.");
    assert.deepEqual(form.asks.map(({ hidden }) => hidden), [false, false]);
  }
});
