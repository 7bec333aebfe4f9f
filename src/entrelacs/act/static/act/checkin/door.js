/* The page of the door: shows what the phone holds, and turns what one presses into gestures. */
import { drawKey } from "../notes/outbox.js";
import { Scanner } from "./camera.js";
import { readCode, wordOf } from "./codes.js";
import { Drawing } from "./drawing.js";
import { Exchange } from "./exchange.js";
import { countsOf, latestOf, nameOf, search } from "./guests.js";
import { fillIn, refusedOf, stateOf } from "./queue.js";
import { Server } from "./server.js";

const EVERY = 5_000;
const MOST_FOUND = 8;
const MOST_LATEST = 5;
const SHAKES = { success: [90], info: [50, 60, 50], warning: [50, 60, 50], error: [320] };

export class Door {
  /* The gesture whose card is on screen, until it is answered. */
  #shown = "";

  constructor(root, store, spare) {
    const { words, worlds, zone, list, send, csrf, decoder } = root.dataset;
    this.root = root;
    this.words = JSON.parse(words);
    this.worlds = JSON.parse(worlds);
    const language = document.documentElement.lang || "fr";
    this.drawing = new Drawing({ worlds: this.worlds, words: this.words, language, zone });
    this.exchange = new Exchange({
      store,
      spare,
      server: new Server({ listUrl: list, sendUrl: send }),
      device: deviceOf(window),
      csrf,
      onChange: () => this.show(),
      onAnswers: (answers, operations) => this.showAnswer(answers, operations),
    });
    this.scanner = new Scanner({
      video: this.part("video"),
      binary: decoder,
      onCode: (text) => this.scan(text),
      onProblem: (word) => this.closeCamera(word),
    });
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  async start() {
    await this.exchange.open();
    for (const block of this.root.querySelectorAll("[data-without-script]")) block.remove();
    for (const block of this.root.querySelectorAll("[data-with-script]")) block.hidden = false;
    this.listen();
    this.show();
    setInterval(() => document.hidden || this.exchange.sync(), EVERY);
    await this.exchange.sync();
  }

  listen() {
    this.root.addEventListener("click", (event) => this.press(event));
    this.part("search").addEventListener("submit", (event) => this.submitSearch(event));
    this.part("text").addEventListener("input", () => this.lookFor());
    this.part("walk-in").addEventListener("submit", (event) => this.submitWalkIn(event));
    this.part("walk-in").addEventListener("input", () => this.showNamesakes());
    for (const happening of ["online", "focus", "pageshow"]) window.addEventListener(happening, () => this.exchange.sync());
    window.addEventListener("offline", () => this.exchange.cut());
    window.addEventListener("beforeunload", (event) => {
      if (!this.exchange.store.isKept && this.exchange.waiting) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.closeCamera() : this.exchange.sync()));
  }

  /* Gestures. */

  async press(event) {
    const button = event.target.closest("button[data-choice]");
    if (!button) return;
    const { choice, guest, n } = button.dataset;
    if (guest) await this.gesture(choice, this.exchange.people.find((each) => String(each.id) === guest));
    else if (n) await this.decide(choice, this.exchange.operations.find((each) => String(each.n) === n));
    else if (choice === "camera") await this.toggleCamera();
    else if (choice === "erase") this.part("erasing").showModal();
    else if (choice === "erase-now") await this.erase();
  }

  async gesture(kind, person, extra = {}) {
    if (!person) return;
    this.#shown = await this.exchange.keep({
      kind,
      at: this.exchange.momentAfter(person.seen),
      name: nameOf(person),
      ...(typeof person.id === "number" ? { registration: person.id } : { of: person.of }),
      ...extra,
    });
    const now = this.exchange.people.find((each) => each.id === person.id) ?? person;
    if (kind === "undo") this.tell({ kind: "info", title: this.words.undone, person: now });
    else if (person.present) this.tell({ kind: "info", title: this.alreadyWords(person.at), person: now, canUndo: true });
    else {
      const text = person.answer ? this.words.notExpected : "";
      this.tell({ kind: "success", title: this.words.welcome, person: now, canUndo: true, text });
    }
    this.goOn(kind);
  }

  /* Ready for the next person: the field is empty, and has the keyboard. */
  goOn(kind) {
    const field = this.part("text");
    if (kind === "in") field.value = "";
    this.show();
    if (!this.scanner.isOpen) field.focus({ preventScroll: true });
    this.exchange.sync();
  }

  alreadyWords(at) {
    return at ? fillIn(this.words.already, { hour: this.drawing.hour(at) }) : this.words.alreadyHere;
  }

  async scan(text) {
    const code = readCode(text, this.exchange.list?.origins ?? [location.origin]);
    if (code.kind !== "person") {
      this.tell({ kind: "error", title: this.words.refused, text: fillIn(this.words[wordOf(code)], code) });
      return;
    }
    const person = this.exchange.people.find((each) => each.key === code.key);
    if (person) {
      await this.gesture("in", person, { token: code.token });
      return;
    }
    this.#shown = await this.exchange.keep({ kind: "in", at: this.exchange.momentAfter(), token: code.token });
    this.tell({ kind: "warning", title: this.words.codeUnknown, text: this.words.codeChecked });
    this.goOn("scan");
  }

  async submitWalkIn(event) {
    event.preventDefault();
    const form = event.target;
    const given = new FormData(form);
    const said = (name) => (given.get(name) ?? "").trim();
    const person = { given_name: said("given_name"), family_name: said("family_name"), structure: said("structure") };
    const isNamed = Boolean(person.given_name || person.family_name);
    this.part("walk-in-problem").hidden = isNamed;
    if (!isNamed) {
      form.elements.given_name.focus();
      return;
    }
    this.#shown = await this.exchange.keep({
      kind: "walk-in",
      at: this.exchange.momentAfter(),
      name: [person.given_name, person.family_name].filter(Boolean).join(" "),
      ...person,
      worlds: given.getAll("worlds"),
    });
    form.reset();
    form.closest("details").open = false;
    this.showNamesakes();
    const now = this.exchange.people.find((each) => each.of === this.#shown);
    this.tell({ kind: "success", title: this.words.welcome, person: now, canUndo: true });
    this.goOn("in");
  }

  /* What to do with a gesture the server refused. */
  async decide(choice, operation) {
    if (!operation) return;
    const { refusal, ...fresh } = operation;
    await this.exchange.change(choice === "again" ? { kept: [fresh] } : { gone: [operation] });
    if (choice === "this-one") await this.gesture("in", refusal.listed);
    else if (choice === "walk-in") this.fillWalkIn(operation);
    this.show();
    this.exchange.sync();
  }

  fillWalkIn(operation) {
    const form = this.part("walk-in");
    form.closest("details").open = true;
    form.elements.given_name.value = operation.given_name ?? operation.name ?? "";
    form.elements.family_name.value = operation.family_name ?? "";
    form.elements.structure.value = operation.structure ?? "";
    form.elements.given_name.focus();
  }

  async erase() {
    this.part("erasing").close();
    await this.exchange.erase();
    this.part("text").value = "";
    for (const name of ["found", "result", "said"]) this.part(name).replaceChildren();
  }

  /* The camera. */

  async toggleCamera() {
    if (this.scanner.isOpen) {
      this.closeCamera();
      return;
    }
    this.part("camera").hidden = false;
    this.part("camera-state").textContent = this.words.openingCamera;
    if (await this.scanner.open()) this.part("camera-state").textContent = this.words.scanning;
    this.showCamera();
  }

  closeCamera(word = "") {
    this.scanner.close();
    this.part("camera").hidden = true;
    this.showCamera();
    if (word) this.tell({ kind: "warning", title: this.words[word] });
  }

  showCamera() {
    const button = this.root.querySelector('[data-choice="camera"]');
    button.setAttribute("aria-pressed", String(this.scanner.isOpen));
  }

  /* What is on screen. */

  /* The answer about the card on screen: a second arrival, or a refusal, replaces the welcome. */
  showAnswer(answers, operations) {
    const answer = answers.find((each) => each.client_id === this.#shown);
    if (!answer) return;
    const operation = operations.find((each) => each.client_id === this.#shown);
    this.#shown = "";
    const { person } = answer;
    if (answer.answer === "refused") this.tell({ kind: "error", title: this.words.refused, name: operation?.name, text: answer.sentence });
    else if (answer.answer === "already") this.tell({ kind: "info", title: this.alreadyWords(answer.at), person, canUndo: true });
    else if (person?.present) this.tell({ kind: "success", title: this.words.welcome, person, canUndo: true }, { isNews: !operation?.name });
    else if (person) this.tell({ kind: "info", title: this.words.undone, person }, { isNews: false });
  }

  show() {
    this.showState();
    if (this.exchange.list || this.exchange.operations.length) this.showCounts();
    this.showFound();
    this.fill("latest", latestOf(this.exchange.people, MOST_LATEST).map((person) => this.drawing.guest(person)));
    this.fill("refused", refusedOf(this.exchange.operations).map((operation) => this.drawing.refused(operation)));
    const count = this.exchange.operations.length;
    this.part("erase-warning").hidden = !count;
    this.part("erase-warning").textContent = fillIn(this.words.keepsArrivals, { count });
  }

  /* A list and the block around it, which goes away when there is nothing in it. */
  fill(name, items) {
    this.part(`${name}-block`).hidden = !items.length;
    this.part(name).replaceChildren(...items);
  }

  showState() {
    const { list, mode, waiting, isSending, store, device } = this.exchange;
    const hour = list?.checkedAt ? this.drawing.hour(list.checkedAt) : "";
    const { kind, text } = stateOf(
      { mode, waiting, hour, isSending, people: list?.people.length ?? 0, isClosed: list?.closed ?? false, hasStorage: store.isKept },
      this.words,
    );
    const state = this.part("state");
    if (state.textContent !== text) state.textContent = text;
    state.className = `notebook-state is-${kind}`;
    this.part("sign-in").hidden = mode !== "signed-out";
    const others = (list?.devices ?? []).filter(([other, kept]) => other !== device && kept);
    this.part("others").hidden = !others.length;
    this.part("others").textContent = fillIn(this.words.otherPhone, { count: others.reduce((sum, [, kept]) => sum + kept, 0) });
  }

  showCounts() {
    const counts = countsOf(this.exchange.people, this.worlds);
    this.part("ribbon").replaceChildren(...this.drawing.counts(counts));
    this.part("count-rows").replaceChildren(...this.drawing.countRows(counts));
    this.part("present").textContent = String(counts.present);
    this.part("expected").textContent = String(counts.expected);
  }

  showFound() {
    const text = this.part("text").value.trim();
    const found = search(this.exchange.people, text);
    this.part("found").replaceChildren(...found.slice(0, MOST_FOUND).map((person) => this.drawing.guest(person)));
    const word = found.length > MOST_FOUND ? "moreLetters" : found.length > 1 ? "found" : found.length ? "oneFound" : "notFound";
    this.part("found-state").textContent = text ? fillIn(this.words[word], { count: found.length }) : "";
  }

  /* On a phone the keyboard hides half of the screen: what is found comes right under the bar. */
  lookFor() {
    this.part("result").replaceChildren();
    this.showFound();
    if (matchMedia("(max-width: 48rem)").matches) this.part("search").scrollIntoView({ block: "start" });
  }

  submitSearch(event) {
    event.preventDefault();
    this.part("found").querySelector("button")?.focus();
  }

  /* While a name is typed: whoever bears it on the list already, so that nobody is written twice. */
  showNamesakes() {
    const { given_name: given, family_name: family } = this.part("walk-in").elements;
    const words = `${given.value} ${family.value}`.trim();
    const alike = words.length > 2 ? search(this.exchange.people, words).slice(0, 3) : [];
    this.fill("namesakes", alike.map((person) => this.drawing.guest(person)));
  }

  tell(result, { isNews = true } = {}) {
    this.part("result").replaceChildren(this.drawing.result(result));
    if (!isNews) return;
    const name = result.person ? nameOf(result.person) : result.name;
    this.part("said").textContent = [result.title, name, result.text].filter(Boolean).join(". ");
    navigator.vibrate?.(SHAKES[result.kind]);
  }

  tellReadiness(word) {
    this.part("readiness").textContent = this.words[word];
    this.part("readiness").dataset.readiness = word;
  }
}

/* A number drawn once by each phone: it tells two phones apart, and nothing of who holds them. */
function deviceOf(page) {
  const name = "entrelacs.accueil.telephone";
  try {
    const known = page.localStorage.getItem(name) ?? drawKey();
    page.localStorage.setItem(name, known);
    return known;
  } catch {
    return drawKey();
  }
}
