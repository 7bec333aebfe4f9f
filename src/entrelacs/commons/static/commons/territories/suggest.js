/* Suggests territories while a name is typed. Without it the name or the code is typed in full. */

const PATIENCE = 180;

export function worthAsking(text, lastAsked) {
  const typed = text.trim();
  return typed.length >= 2 && typed !== lastAsked;
}

/* What the list under the field shows: labels, each once. */
export function labelsOf(suggestions) {
  return [...new Set(suggestions.map((each) => each.label))];
}

export function addressOf(base, text) {
  return `${base}?q=${encodeURIComponent(text.trim())}`;
}

export function connectSuggestions(page) {
  page.querySelectorAll("input[data-suggest]").forEach((field, position) => {
    const list = page.createElement("datalist");
    list.id = `suggestions-${position}`;
    field.after(list);
    field.setAttribute("list", list.id);
    let waiting = null;
    let asked = "";
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        if (!worthAsking(field.value, asked)) return;
        asked = field.value.trim();
        const answer = await fetch(addressOf(field.dataset.suggest, asked));
        if (!answer.ok) return;
        const labels = labelsOf(await answer.json());
        list.replaceChildren(
          ...labels.map((label) => Object.assign(page.createElement("option"), { value: label })),
        );
      }, PATIENCE);
    });
  });
}

if (typeof document !== "undefined") connectSuggestions(document);
