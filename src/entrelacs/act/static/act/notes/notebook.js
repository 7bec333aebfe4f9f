/* Keeps each note on the phone until the server has it. Without this module the form posts by itself. */
import { Outbox, drawKey, nextDelay, outcomeOf, tidy, waitingWords } from "./outbox.js";

const PATIENCE = 15_000;

class Notebook {
  #sending = false;
  #failures = 0;
  #timer = 0;

  constructor(root, storage) {
    this.root = root;
    this.form = root.querySelector("[data-write]");
    this.field = this.form.elements.text;
    this.list = root.querySelector("[data-notes]");
    this.state = root.querySelector("[data-outbox]");
    this.prompt = root.dataset.prompt;
    this.storage = storage;
    this.outbox = new Outbox(storage, root.dataset.notebook);
    this.draft = `entrelacs.draft.${root.dataset.notebook}.${this.prompt}`;
  }

  start() {
    this.field.value ||= this.storage.getItem(this.draft) ?? "";
    this.field.addEventListener("input", () => this.keepDraft());
    this.field.addEventListener("keydown", (event) => {
      // On a phone Enter writes a line break; with a keyboard it notes.
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(pointer: fine)").matches) {
        event.preventDefault();
        this.form.requestSubmit();
      }
    });
    this.form.addEventListener("submit", (event) => this.write(event));
    this.list.addEventListener("click", (event) => this.decide(event));
    for (const happening of ["online", "focus", "pageshow"]) {
      window.addEventListener(happening, () => this.send());
    }
    for (const note of this.outbox.notes()) this.show(note);
    this.tell();
    this.send();
  }

  keepDraft() {
    try {
      if (this.field.value) this.storage.setItem(this.draft, this.field.value);
      else this.storage.removeItem(this.draft);
    } catch {
      // A full storage only loses the draft's second copy: the words are still in the field.
    }
  }

  write(event) {
    const text = tidy(this.field.value);
    if (!text) return;
    const note = { key: drawKey(), prompt: this.prompt, text };
    try {
      this.outbox.add(note);
    } catch {
      return;
    }
    event.preventDefault();
    this.show(note);
    this.field.value = "";
    this.keepDraft();
    this.field.focus();
    this.send();
  }

  show(note) {
    const tab = this.root.querySelector(`[data-count="${note.prompt}"]`);
    if (document.getElementById(`note-${note.key}`)) return;
    if (tab) tab.textContent = String(Number(tab.textContent) + 1);
    if (note.prompt !== this.prompt) return;
    this.list.querySelector("[data-none]")?.remove();
    const item = document.createElement("li");
    item.className = "note";
    item.id = `note-${note.key}`;
    const words = document.createElement("p");
    words.textContent = note.text;
    item.append(words, this.foot(note));
    this.list.append(item);
    item.scrollIntoView({ block: "nearest" });
  }

  foot(note) {
    const foot = document.createElement("div");
    foot.className = "note-foot";
    const state = document.createElement("span");
    state.className = `note-state ${note.sentence ? "is-error" : "is-warning"}`;
    const words = note.sentence ? `${this.root.dataset.refused} ${note.sentence}` : this.root.dataset.waiting;
    state.append(drawing(note.sentence ? "error" : "phone"), words);
    foot.append(state);
    if (note.sentence) foot.append(this.button("again", note.key), this.button("drop", note.key));
    return foot;
  }

  button(choice, key) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.root.dataset[choice];
    button.dataset.choice = choice;
    button.dataset.key = key;
    return button;
  }

  decide(event) {
    const button = event.target.closest("[data-choice]");
    if (!button) return;
    const { key, choice } = button.dataset;
    if (choice === "again") this.outbox.again(key);
    else this.outbox.acknowledge(key);
    this.replace(key, choice === "again" ? this.outbox.notes().find((note) => note.key === key) : null);
    this.tell();
    this.send();
  }

  replace(key, note) {
    const item = document.getElementById(`note-${key}`);
    if (!item) return;
    if (note) item.lastElementChild.replaceWith(this.foot(note));
    else item.remove();
  }

  async send() {
    if (this.#sending) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    let outcome = "stored";
    let note = this.outbox.waiting()[0];
    while (note && outcome !== "later" && outcome !== "reload") {
      outcome = await this.sendOne(note);
      note = this.outbox.waiting()[0];
    }
    this.#sending = false;
    this.tell(outcome);
    if (!note) this.#failures = 0;
    else if (outcome !== "reload") this.#timer = setTimeout(() => this.send(), nextDelay(this.#failures++, Math.random()));
  }

  async sendOne(note) {
    const answer = await this.post(note);
    const outcome = answer ? outcomeOf(note.key, answer.status, answer.body) : "later";
    if (outcome === "stored") {
      this.outbox.acknowledge(note.key);
      this.replaceByServer(note.key, answer.body.html);
    } else if (outcome === "refused") {
      this.outbox.refuse(note.key, answer.body.sentence ?? answer.body.code);
      this.replace(note.key, this.outbox.notes().find((other) => other.key === note.key));
    }
    return outcome;
  }

  async post(note) {
    const fields = new URLSearchParams(new FormData(this.form));
    for (const name of ["key", "prompt", "text"]) fields.set(name, note[name]);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: fields,
        signal: AbortSignal.timeout(PATIENCE),
      });
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      return { status: answer.status, body: isJson ? await answer.json() : null };
    } catch {
      return null;
    }
  }

  replaceByServer(key, html) {
    const item = document.getElementById(`note-${key}`);
    if (!item) return;
    const fresh = document.createElement("template");
    // Our own server rendered it with the template of this very page.
    fresh.innerHTML = html;
    item.replaceWith(fresh.content);
  }

  tell(outcome = "") {
    const count = this.outbox.waiting().length;
    const { oneWaiting: one, manyWaiting: many, reload, sent } = this.root.dataset;
    const wasWaiting = !this.state.hidden && this.state.classList.contains("is-warning");
    if (count) {
      this.state.textContent = outcome === "reload" ? reload : waitingWords(count, { one, many });
      this.state.className = "notebook-state is-warning";
    } else {
      this.state.textContent = sent;
      this.state.className = "notebook-state is-success";
    }
    // While a note is on its way its own line says so; the banner is for what has to wait.
    this.state.hidden = count ? !["later", "reload"].includes(outcome) && !wasWaiting && navigator.onLine : !wasWaiting;
  }
}

function drawing(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${document.documentElement.dataset.sprite}#icon-${name}`);
  svg.append(use);
  return svg;
}

function storageOf(page) {
  try {
    const probe = "entrelacs.probe";
    page.localStorage.setItem(probe, probe);
    page.localStorage.removeItem(probe);
    return page.localStorage;
  } catch {
    return null;
  }
}

const root = document.querySelector("[data-notebook]");
const storage = storageOf(window);
if (root && storage) new Notebook(root, storage).start();
