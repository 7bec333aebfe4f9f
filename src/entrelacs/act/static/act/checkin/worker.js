/* Opens the page of the door without network: its files only, never anybody's name. The network comes
   first, so that an answer is as fresh as it can be; where it is slow or cut, what was kept is given. */

const PATIENCE = 3_000;
// Once the network was found wanting, the files of the same page do not wait for it one by one.
const DISTRUST = 20_000;

const { page, version, files, decoder } = self.SHELL;
const ours = `entrelacs-accueil ${page}`;
const current = `${ours} ${version}`;
const kept = new Set([...files, ...decoder].map((file) => new URL(file, location.origin).href));
let slowUntil = 0;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(current);
      const wanted = (await readsCodes()) ? files : [...files, ...decoder];
      await cache.addAll(wanted.map((file) => new Request(file, { cache: "no-cache" })));
      const answer = await fetch(page, { credentials: "same-origin", cache: "no-store" });
      if (!answer.ok || answer.redirected) throw new Error(`the page answered ${answer.status}`);
      await cache.put(page, answer);
      await self.skipWaiting();
    })(),
  );
});

async function readsCodes() {
  return "BarcodeDetector" in self && (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith(`${ours} `) && name !== current) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname === page) event.respondWith(answerTo(request, page));
  else if (kept.has(address.href)) event.respondWith(answerTo(request, address.href));
});

async function answerTo(request, key) {
  const cache = await caches.open(current);
  const before = await cache.match(key, { ignoreVary: true });
  if (before && Date.now() < slowUntil) return before;
  try {
    return await inTime(fetch(request), before ? PATIENCE : 60_000);
  } catch (fault) {
    if (!before) throw fault;
    slowUntil = Date.now() + DISTRUST;
    return before;
  }
}

function inTime(answer, patience) {
  return Promise.race([
    answer.then((given) => {
      // A server being restarted, or the proxy before it, is no better than no network.
      if (given.status >= 500) throw new Error(`answered ${given.status}`);
      return given;
    }),
    new Promise((_, give) => setTimeout(() => give(new Error("too slow")), patience)),
  ]);
}
