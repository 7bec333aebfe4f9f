/* Builds what the page shows, from plain data. Text only ever goes in as text. */
import { hourOf } from "./clock.js";
import { initialsOf, nameOf } from "./guests.js";
import { fillIn } from "./queue.js";

const SVG = "http://www.w3.org/2000/svg";

export function element(name, { className = "", text = "", data = {}, attributes = {} } = {}, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  Object.assign(made.dataset, data);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.filter(Boolean));
  return made;
}

function drawn(kind, name, className) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.documentElement.dataset.sprite}#${kind}-${name}`);
  svg.append(use);
  return svg;
}

export function icon(name) {
  return drawn("icon", name, `icon icon-${name}`);
}

export class Drawing {
  constructor({ worlds, words, language, zone }) {
    this.worlds = new Map(worlds.map((world) => [world.code, world]));
    this.noWorld = { label: words.noWorld, tone: "grey", mark: "knot" };
    this.words = words;
    this.place = { language, zone };
  }

  hour(moment) {
    return hourOf(moment, this.place);
  }

  worldsOf(person) {
    const theirs = (person.worlds ?? []).map((code) => this.worlds.get(code)).filter(Boolean);
    return theirs.length ? theirs : [this.noWorld];
  }

  seat(person) {
    const [world] = this.worldsOf(person);
    return element("span", { className: `seat tone-${world.tone} mark-${world.mark}`, attributes: { "aria-hidden": "true" } },
      drawn("mark", world.mark, "mark"),
      element("span", { className: "seat-initials", text: initialsOf(person) }));
  }

  chip(world, count = "") {
    return element("span", { className: `chip tone-${world.tone}` },
      drawn("mark", world.mark, "mark"), ` ${world.label}`,
      count && element("span", { className: "chip-count", text: ` ${count}` }));
  }

  button(choice, words, picture, data, className = "button is-quiet") {
    return element("button", { className, data: { choice, ...data }, attributes: { type: "button" } }, icon(picture), words);
  }

  /* One row of the search or of the latest arrivals. */
  guest(person) {
    const name = nameOf(person);
    const said = [person.structure, this.worldsOf(person).map((world) => world.label).join(", ")].filter(Boolean).join(" · ");
    const text = element("span", { className: "door-guest-text" },
      element("strong", { text: name }),
      element("span", { className: "small soft", text: said }),
      person.needs && element("span", { className: "small", text: fillIn(this.words.needs, person) }),
      this.standing(person));
    const act = person.present
      ? this.button("undo", this.words.undo, "undo", { guest: person.id })
      : this.button("in", this.words.arrived, "check", { guest: person.id }, "button");
    act.append(element("span", { className: "sr-only", text: ` ${name}` }));
    return element("li", { className: `door-guest${person.present ? " is-here" : ""}` }, this.seat(person), text, act);
  }

  standing(person) {
    const parts = [];
    if (person.present) parts.push(icon("check"), person.at ? fillIn(this.words.here, { hour: this.hour(person.at) }) : this.words.hereNow);
    else if (person.answer) parts.push(icon("info"), this.words[person.answer]);
    if (person.kept) parts.push(element("span", { className: "warn door-kept" }, icon("phone"), this.words.kept));
    return parts.length ? element("span", { className: `small door-standing${person.present ? " good" : ""}` }, ...parts) : null;
  }

  /* What just happened, large enough to be read at arm's length. */
  result({ kind, title, person, name, text, canUndo }) {
    const pictures = { success: "check-circle", info: "info", warning: "warning", error: "error" };
    const card = element("div", { className: `door-result is-${kind}` },
      element("p", { className: "door-result-title" }, icon(pictures[kind]), title));
    if (name) card.append(element("p", { className: "door-result-name", text: name }));
    if (person) {
      card.append(
        element("p", { className: "door-result-name", text: nameOf(person) }),
        element("p", { className: "soft", text: person.structure ?? "" }),
        element("p", { className: "chips" }, ...this.worldsOf(person).map((world) => this.chip(world))));
      if (person.needs) card.append(element("p", { text: fillIn(this.words.needs, person) }));
    }
    if (text) card.append(element("p", { text }));
    if (person?.kept) card.append(element("p", { className: "small warn door-standing" }, icon("phone"), this.words.kept));
    if (canUndo) card.append(element("p", {}, this.button("undo", this.words.undo, "undo", { guest: person.id })));
    return card;
  }

  /* The bar is as long as all who are expected; what is filled is who is here. */
  counts({ rows }) {
    const bar = document.createElementNS(SVG, "svg");
    for (const [name, value] of [["class", "ribbon-bar"], ["viewBox", "0 0 1000 14"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) {
      bar.setAttribute(name, value);
    }
    const whole = rows.reduce((sum, row) => sum + row.expected, 0);
    let start = 0;
    for (const row of rows.filter((each) => each.present)) {
      const band = document.createElementNS(SVG, "rect");
      const width = (1000 * row.present) / whole;
      band.setAttribute("class", `tone-${this.world(row).tone}`);
      for (const [name, value] of [["x", start], ["width", width], ["height", 14]]) band.setAttribute(name, String(Math.round(value)));
      bar.append(band);
      start += width;
    }
    const chips = element("ul", { className: "chips", attributes: { "aria-hidden": "true" } },
      ...rows.map((row) => element("li", {}, this.chip(this.world(row), `${row.present}/${row.expected}`))));
    return [bar, chips];
  }

  world(row) {
    return this.worlds.get(row.code) ?? this.noWorld;
  }

  countRows({ rows }) {
    return rows.map((row) => element("tr", {},
      element("th", { text: this.world(row).label, attributes: { scope: "row" } }),
      element("td", { text: String(row.present) }),
      element("td", { text: String(row.expected) })));
  }

  /* A gesture the server refused: whose, when, why, and what can be done. */
  refused(operation) {
    const { refusal } = operation;
    const hour = this.hour(operation.at);
    const name = operation.name || fillIn(this.words.someone, { hour });
    const data = { n: operation.n };
    const ways = [];
    if (refusal.listed) ways.push(this.button("this-one", this.words.thisOne, "check", data, "button"));
    if (["arrival-person-gone", "arrival-token-elsewhere", "arrival-already-listed", "person-nameless"].includes(refusal.code)) {
      ways.push(this.button("walk-in", this.words.addAnyway, "plus", data));
    }
    ways.push(this.button("again", this.words.again, "sent", data), this.button("drop", this.words.drop, "trash", data));
    return element("li", { className: "door-refused" },
      element("p", {}, element("strong", { text: name }), ` · ${hour}`),
      element("p", { className: "bad" }, icon("error"), ` ${refusal.sentence}`),
      element("p", { className: "buttons" }, ...ways));
  }
}
