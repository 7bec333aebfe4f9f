/* What the phone keeps: the list of each meeting, and the gestures not answered yet. */
import { openDB } from "../../vendor/idb/index.js";

import { isListExpired } from "./clock.js";

const NAME = "entrelacs-accueil";
// The gesture is on the disk, and not only promised to it, when the page says it is kept.
const SURELY = { durability: "strict" };

/* Refused storage (private browsing, no room left): what is done lives as long as the page. */
export async function openStore(slug, now) {
  try {
    const base = await openDB(NAME, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("lists", { keyPath: "slug" });
        fresh.createObjectStore("operations", { keyPath: "n", autoIncrement: true }).createIndex("slug", "slug");
      },
    });
    await eraseExpired(base, now);
    return new DiskStore(base, slug);
  } catch {
    return new MemoryStore();
  }
}

async function eraseExpired(base, now) {
  const lists = await base.getAll("lists");
  for (const list of lists) {
    if (isListExpired(list.day, now + (list.offset ?? 0))) await base.delete("lists", list.slug);
  }
}

export class DiskStore {
  isKept = true;

  constructor(base, slug) {
    this.base = base;
    this.slug = slug;
  }

  async list() {
    return (await this.base.get("lists", this.slug)) ?? null;
  }

  async saveList(list) {
    await this.base.put("lists", { ...list, slug: this.slug });
  }

  operations() {
    return this.base.getAllFromIndex("operations", "slug", this.slug);
  }

  async add(operation) {
    const change = this.base.transaction("operations", "readwrite", SURELY);
    await change.store.add({ ...operation, slug: this.slug });
    await change.done;
  }

  /* All at once or not at all: a gesture never leaves before what the server made of it is kept. */
  async apply({ list, gone = [], kept = [] }) {
    const change = this.base.transaction(["lists", "operations"], "readwrite", SURELY);
    const operations = change.objectStore("operations");
    if (list) change.objectStore("lists").put({ ...list, slug: this.slug });
    for (const operation of gone) operations.delete(operation.n);
    for (const operation of kept) operations.put(operation);
    await change.done;
  }

  async eraseList() {
    await this.base.delete("lists", this.slug);
  }

  async eraseAll() {
    await this.apply({ gone: await this.operations() });
    await this.eraseList();
  }
}

export class MemoryStore {
  isKept = false;
  #list = null;
  #operations = [];
  #n = 0;

  async list() {
    return this.#list;
  }

  async saveList(list) {
    this.#list = list;
  }

  async operations() {
    return [...this.#operations];
  }

  async add(operation) {
    // Those that come from a disk keep their number, by which the page knows them.
    this.#n = Math.max(this.#n + 1, operation.n ?? 0);
    this.#operations.push({ ...operation, n: operation.n ?? this.#n });
  }

  async apply({ list, gone = [], kept = [] }) {
    if (list) this.#list = list;
    const left = new Set(gone.map((operation) => operation.n));
    const changed = new Map(kept.map((operation) => [operation.n, operation]));
    this.#operations = this.#operations.filter(({ n }) => !left.has(n)).map((operation) => changed.get(operation.n) ?? operation);
  }

  async eraseList() {
    this.#list = null;
  }

  async eraseAll() {
    this.#list = null;
    this.#operations = [];
  }
}
