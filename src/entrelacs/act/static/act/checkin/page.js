/* Starts the page of the door; without this module its forms do the same, one page at a time. */
import { Door } from "./door.js";
import { MemoryStore, openStore } from "./store.js";

const root = document.querySelector("[data-door]");

async function start() {
  const store = await openStore(root.dataset.slug, Date.now());
  const door = new Door(root, store, () => new MemoryStore());
  await door.start();
  await openWithoutNetwork(door);
}

/* Only an address in https (or this very machine) may be opened without network. */
async function openWithoutNetwork(door) {
  if (!("serviceWorker" in navigator)) {
    door.tellReadiness("notReady");
    return;
  }
  try {
    await navigator.serviceWorker.register(root.dataset.worker, { scope: root.dataset.scope, updateViaCache: "none" });
    await navigator.serviceWorker.ready;
    door.tellReadiness("ready");
  } catch {
    door.tellReadiness(navigator.serviceWorker.controller ? "ready" : "preparing");
  }
}

if (root) start();
