import assert from "node:assert/strict";
import test from "node:test";

import { hourOf, isListExpired, momentOf, offsetOf } from "../../src/entrelacs/act/static/act/checkin/clock.js";
import { Exchange } from "../../src/entrelacs/act/static/act/checkin/exchange.js";
import { Server, outcomeOf } from "../../src/entrelacs/act/static/act/checkin/server.js";

const DAY = 24 * 3600 * 1000;
const NOW = Date.parse("2027-03-12T12:42:00Z");

/* The store of a phone without disk, with the same promises. */
class Memory {
  isKept = true;
  kept = null;
  all = [];
  async list() { return this.kept; }
  async saveList(list) { this.kept = list; }
  async operations() { return [...this.all]; }
  async add(operation) { this.all.push({ ...operation, n: this.all.length + 1 }); }
  async apply({ list, gone = [], kept = [] }) {
    if (list) this.kept = list;
    this.all = this.all.filter(({ n }) => !gone.some((each) => each.n === n)).map((each) => kept.find(({ n }) => n === each.n) ?? each);
  }
  async eraseList() { this.kept = null; }
  async eraseAll() { this.kept = null; this.all = []; }
}

/* A server that answers what it is told to, in order, then always the last thing. */
class Said {
  sent = [];
  asked = [];
  constructor({ lists = [], answers = [] }) { Object.assign(this, { lists, answers }); }
  async list(etag) { this.asked.push(etag); return this.lists.length > 1 ? this.lists.shift() : this.lists[0]; }
  async send(csrf, batch) { this.sent.push([csrf, batch]); return this.answers.length > 1 ? this.answers.shift() : this.answers[0]; }
}

const PERSON = { id: 1, given: "Ana" };
const LIST = { outcome: "ok", etag: '"1"', offset: 0, body: { day: "2027-03-12", people: [PERSON], csrf: "fresh", devices: [] } };
const stored = (client_id) => ({ outcome: "ok", offset: 0, body: { answers: client_id ? [{ client_id, answer: "stored", person: { ...PERSON, present: true, at: NOW } }] : [] } });
const CUT = { outcome: "unreachable" };

class Spare extends Memory {
  isKept = false;
}

function phone(said, { store = new Memory(), now = NOW } = {}) {
  const server = new Said(said);
  const exchange = new Exchange({ store, spare: () => new Spare(), server, device: "d", csrf: "old", clock: { now: () => now } });
  return { exchange, server, store };
}

test("the list is kept with the offset of the clock, and asked for again by its print", async () => {
  const { exchange, server, store } = phone({ lists: [{ ...LIST, offset: -DAY }, { outcome: "unchanged", offset: -DAY }], answers: [stored()] });

  await exchange.sync();
  await exchange.sync();

  assert.deepEqual([exchange.mode, store.kept.offset, exchange.list.checkedAt], ["online", -DAY, NOW - DAY]);
  assert.deepEqual(server.asked, ["", '"1"']);
});

test("without network a gesture is kept; it leaves once answered, and is never sent twice at once", async () => {
  const { exchange, server, store } = phone({ lists: [LIST, { outcome: "unchanged", offset: 0 }], answers: [CUT] });
  await exchange.sync();
  const client_id = await exchange.keep({ kind: "in", at: NOW, registration: 1 });
  await exchange.sync();
  const meanwhile = [exchange.mode, exchange.waiting, store.all.length];
  server.answers = [stored(client_id)];

  await Promise.all([exchange.sync(), exchange.sync(), exchange.sync()]);

  assert.deepEqual(meanwhile, ["offline", 1, 1]);
  assert.deepEqual([exchange.mode, exchange.waiting, store.all.length, exchange.people[0].present], ["online", 0, 0, true]);
  const sent = server.sent.filter(([, batch]) => batch.operations.length).map(([, batch]) => batch.operations[0].client_id);
  assert.deepEqual(sent, [client_id, client_id]);
});

test("a page opened again finds what the last one kept", async () => {
  const { exchange, store } = phone({ lists: [LIST, CUT], answers: [CUT] });
  await exchange.sync();
  await exchange.keep({ kind: "in", at: NOW, registration: 1 });

  const { exchange: later } = phone({ lists: [CUT], answers: [CUT] }, { store });
  await later.open();
  await later.sync();

  assert.deepEqual([later.mode, later.waiting, later.people[0].present], ["offline", 1, true]);
});

test("a disk that fills up is replaced by memory, which says so, and nothing is lost", async () => {
  const { exchange, server, store } = phone({ lists: [LIST], answers: [CUT] });
  await exchange.sync();
  const first = await exchange.keep({ kind: "in", at: NOW, registration: 1 });
  store.add = store.saveList = store.apply = async () => { throw new Error("full"); };

  const second = await exchange.keep({ kind: "undo", at: NOW + 1, registration: 1 });
  const meanwhile = [exchange.store.isKept, exchange.operations.map((each) => each.client_id)];
  server.answers = [{ outcome: "ok", offset: 0, body: { answers: [first, second].map((client_id) => ({ client_id, answer: "stored", person: PERSON })) } }];
  await exchange.sync();

  assert.deepEqual(meanwhile, [false, [first, second]]);
  assert.deepEqual([exchange.mode, exchange.waiting], ["online", 0]);
});

test("a gesture kept by another tab of the phone is sent by this one", async () => {
  const { exchange, server, store } = phone({ lists: [LIST], answers: [stored("theirs")] });
  await exchange.sync();
  await store.add({ client_id: "theirs", kind: "in", at: NOW, registration: 1 });

  await exchange.sync();

  assert.deepEqual([exchange.waiting, server.sent.at(-1)[1].operations], [0, [{ client_id: "theirs", kind: "in", at: NOW, registration: 1 }]]);
});

test("a token that has aged is renewed with the list, and the gesture is sent again", async () => {
  const { exchange, server } = phone({ lists: [LIST], answers: [{ outcome: "forbidden" }, stored("mine")] });
  await exchange.store.add({ client_id: "mine", kind: "in", at: NOW, registration: 1 });
  await exchange.open();

  await exchange.sync();

  assert.deepEqual(server.sent.slice(0, 2).map(([csrf]) => csrf), ["old", "fresh"]);
  assert.equal(exchange.waiting, 0);
});

test("a right taken back takes the list off the phone, and keeps what was not sent", async () => {
  const store = new Memory();
  store.kept = { ...LIST.body, etag: '"1"' };
  const { exchange } = phone({ lists: [{ outcome: "forbidden" }], answers: [{ outcome: "forbidden" }] }, { store });
  await exchange.open();
  await exchange.keep({ kind: "in", at: NOW, registration: 1 });

  await exchange.sync();

  assert.deepEqual([exchange.mode, store.kept, store.all.length], ["not-allowed", null, 1]);
});

test("whoever is signed out is told so, and loses nothing", async () => {
  const { exchange, store } = phone({ lists: [LIST, { outcome: "signed-out" }], answers: [stored()] });

  await exchange.sync();
  await exchange.sync();

  assert.deepEqual([exchange.mode, store.kept.people], ["signed-out", [PERSON]]);
});

test("an erased phone keeps nothing, even of what was on its way", async () => {
  const { exchange, store } = phone({ lists: [LIST], answers: [stored()] });
  await exchange.sync();
  const onItsWay = exchange.sync();

  await exchange.erase();
  await onItsWay;

  assert.deepEqual([exchange.mode, exchange.list, store.kept, store.all], ["erased", null, null, []]);
});

test("the list of a meeting that is over is shown and not kept", async () => {
  const { exchange, store } = phone({ lists: [LIST], answers: [stored()] }, { now: NOW + 2 * DAY });

  await exchange.sync();

  assert.deepEqual([exchange.people, store.kept], [[PERSON], null]);
  assert.deepEqual([isListExpired("2027-03-12", Date.parse("2027-03-13T23:59:00Z")), isListExpired("2027-03-12", Date.parse("2027-03-14T00:01:00Z"))], [false, true]);
});

test("a phone whose clock is a day fast tells the hour of the server", () => {
  const offset = offsetOf(NOW, NOW + DAY - 100, NOW + DAY + 100);

  assert.deepEqual([offset, momentOf(NOW + DAY + 60_000, offset), hourOf(NOW)], [-DAY, NOW + 60_000, "13:42"]);
  assert.equal(offsetOf(Number.NaN, 1, 2), null);
});

test("a gesture comes after the last one known of the same person", () => {
  assert.deepEqual([momentOf(100, 0, 500), momentOf(900, 0, 500), momentOf(100, 0)], [501, 900, 100]);
});

for (const [answer, body, outcome] of [
  [{ status: 200 }, {}, "ok"],
  [{ status: 200, redirected: true }, null, "signed-out"],
  [{ status: 200 }, null, "unreachable"],
  [{ status: 304 }, null, "unchanged"],
  [{ status: 403 }, null, "forbidden"],
  [{ status: 404 }, null, "gone"],
  [{ status: 400 }, { code: "arrival-unreadable" }, "unreadable"],
  [{ status: 500 }, null, "unreachable"],
  [{ status: 503 }, {}, "unreachable"],
]) {
  test(`answer ${JSON.stringify(answer)} with ${body && "figures"} is ${outcome}`, () => {
    assert.equal(outcomeOf(answer, body), outcome);
  });
}

test("a network that throws is an answer like another", async () => {
  const server = new Server({ listUrl: "/l", sendUrl: "/s", ask: async () => { throw new TypeError("cut"); } });

  assert.equal((await server.list("")).outcome, "unreachable");
});

test("an answer brings its figures, its print and the time", async () => {
  const headers = new Map([["Content-Type", "application/json"], ["X-Now", "5000"], ["ETag", '"7"']]);
  const asked = [];
  const ask = async (...words) => { asked.push(words); return { status: 200, headers, json: async () => ({ people: [] }) }; };
  const server = new Server({ listUrl: "/l", sendUrl: "/s", clock: { now: () => 4000 }, ask });

  const answer = await server.list('"6"');

  assert.deepEqual(answer, { outcome: "ok", body: { people: [] }, offset: 1000, etag: '"7"' });
  assert.deepEqual([asked[0][0], asked[0][1].headers], ["/l", { "If-None-Match": '"6"' }]);
});
