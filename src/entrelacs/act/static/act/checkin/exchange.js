/* What this phone holds, and its exchanges with the server: one at a time, gestures before the list. */
import { drawKey } from "../notes/outbox.js";
import { isListExpired, momentOf } from "./clock.js";
import { merge } from "./guests.js";
import { settle, toSend, waitingOf } from "./queue.js";

const HEARTBEAT = 60_000;

export class Exchange {
  list = null;
  operations = [];
  /* loading, online, offline, signed-out, not-allowed or erased */
  mode = "loading";
  isSending = false;
  #busy = false;
  #again = false;
  #heardAt = 0;

  constructor({ store, spare, server, device, csrf, onChange = () => {}, onAnswers = () => {}, clock = Date }) {
    Object.assign(this, { store, spare, server, device, firstCsrf: csrf, onChange, onAnswers, clock });
  }

  async open() {
    this.list = await this.store.list();
    this.operations = await this.store.operations();
  }

  get offset() {
    return this.list?.offset ?? 0;
  }

  get people() {
    return merge(this.list?.people ?? [], this.operations);
  }

  get waiting() {
    return waitingOf(this.operations).length;
  }

  momentAfter(seen = 0) {
    return momentOf(this.clock.now(), this.offset, seen);
  }

  /* The gesture is kept on the phone before anyone is told that it is. */
  async keep(operation) {
    const client_id = drawKey();
    await this.#write((store) => store.add({ ...operation, client_id }));
    return client_id;
  }

  async change(changes) {
    await this.#write((store) => store.apply(changes));
  }

  /* A disk that is full, or that the browser closed, is replaced by the memory of this page, which says so:
     what stays on the disk will be sent again one day, and stored once. */
  async #write(work) {
    try {
      await work(this.store);
    } catch {
      const spare = this.spare();
      for (const operation of this.operations) await spare.add(operation);
      if (this.list) await spare.saveList(this.list);
      this.store = spare;
      this.operations = await spare.operations();
      await work(spare);
    }
    this.operations = await this.store.operations();
  }

  async sync() {
    if (this.mode === "erased") return;
    this.#again = this.#busy;
    if (this.#busy) return;
    this.#busy = true;
    try {
      do {
        this.#again = false;
        // Another tab of this phone may have kept some, and been closed since.
        if (this.store.isKept) await this.#readAgain();
        if (await this.#sendAll()) await this.#fetchList(this.list?.etag ?? "");
      } while (this.#again);
    } finally {
      this.#busy = false;
    }
  }

  async #readAgain() {
    try {
      this.operations = await this.store.operations();
    } catch {
      // What this page remembers is sent all the same.
    }
  }

  async #sendAll() {
    let renewed = false;
    for (;;) {
      const batch = toSend(this.operations);
      if (!batch.length && !this.#isHeartbeatDue()) return true;
      this.isSending = batch.length > 0;
      if (this.isSending) this.onChange();
      const answer = await this.server.send(this.list?.csrf ?? this.firstCsrf, {
        device: this.device,
        waiting: this.operations.length - batch.length,
        operations: batch,
      });
      this.isSending = false;
      if (answer.outcome === "ok") await this.#settle(answer);
      else if (answer.outcome === "forbidden" && !renewed) {
        // Either the page's token has aged, and comes anew with the list, or the right was taken back.
        renewed = true;
        if (!(await this.#fetchList(""))) return false;
      } else {
        this.#setMode(answer.outcome === "signed-out" ? "signed-out" : "offline");
        return false;
      }
    }
  }

  /* The server then knows that this phone is here, and keeps nothing it has not sent. */
  #isHeartbeatDue() {
    return this.list !== null && this.clock.now() - this.#heardAt > HEARTBEAT;
  }

  async #settle({ body, offset }) {
    if (this.mode === "erased") return;
    this.#heardAt = this.clock.now();
    const { people, gone, kept } = settle(this.list?.people ?? [], this.operations, body.answers);
    if (this.list) this.list = { ...this.list, people, offset: offset ?? this.list.offset };
    const before = this.operations;
    await this.change({ list: this.#isKeepable() ? this.list : undefined, gone, kept });
    this.mode = "online";
    this.onChange();
    this.onAnswers(body.answers, before);
  }

  async #fetchList(etag) {
    const answer = await this.server.list(etag);
    if (this.mode === "erased") return false;
    if (answer.outcome === "ok" || answer.outcome === "unchanged") {
      const fresh = answer.outcome === "ok" ? { ...answer.body, etag: answer.etag } : {};
      const offset = answer.offset ?? this.offset;
      this.list = { ...this.list, ...fresh, offset, checkedAt: this.clock.now() + offset };
      if (this.#isKeepable()) await this.#write((store) => store.saveList(this.list));
      else await this.store.eraseList();
      this.#setMode("online");
      return true;
    }
    if (answer.outcome === "forbidden" || answer.outcome === "gone") await this.#forget();
    else this.#setMode(answer.outcome === "signed-out" ? "signed-out" : "offline");
    return false;
  }

  #isKeepable() {
    return this.list !== null && !isListExpired(this.list.day, this.clock.now() + this.offset);
  }

  /* Whoever may no longer see the list does not keep it. */
  async #forget() {
    this.list = null;
    await this.store.eraseList();
    this.#setMode("not-allowed");
  }

  async erase() {
    this.mode = "erased";
    await this.store.eraseAll();
    this.list = null;
    this.operations = [];
    this.onChange();
  }

  cut() {
    if (this.mode === "online") this.#setMode("offline");
  }

  #setMode(mode) {
    this.mode = mode;
    this.onChange();
  }
}
