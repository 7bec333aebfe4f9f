import assert from "node:assert/strict";
import test from "node:test";

import { connectCopies, fullAddress } from "../../src/entrelacs/web/static/js/copy.js";

test("a link is copied whole, whatever page it is on", () => {
  assert.equal(
    fullAddress("/p/12-sel.abc/", "https://exemple.fr/agir/rencontres/x/inviter/?q=a"),
    "https://exemple.fr/p/12-sel.abc/",
  );
});

function pageWith(link) {
  const page = { baseURI: "https://exemple.fr/", handlers: [] };
  page.addEventListener = (_kind, handler) => page.handlers.push(handler);
  page.click = (extra = {}) => {
    const event = {
      button: 0,
      target: { closest: () => link },
      preventDefault() {
        this.defaultPrevented = true;
      },
      ...extra,
    };
    return { event, done: page.handlers[0](event) };
  };
  return page;
}

test("a click in a new tab, or without a clipboard, is left to the browser", async () => {
  const link = { getAttribute: () => "/p/x/", dataset: { copy: "Copied." } };
  const copied = [];
  const clipboard = { writeText: async (text) => copied.push(text) };

  const withKey = pageWith(link);
  connectCopies(withKey, clipboard);
  const held = withKey.click({ ctrlKey: true });
  await held.done;

  const without = pageWith(link);
  connectCopies(without, undefined);
  const plain = without.click();
  await plain.done;

  assert.deepEqual(copied, []);
  assert.equal(held.event.defaultPrevented ?? plain.event.defaultPrevented, undefined);
});
