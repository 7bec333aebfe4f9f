// What dragging a lead means, without the page: where it may go, what is sent, what the columns count.

export function mayDrop(from, to) {
  return to !== null && to !== undefined && from !== to;
}

export function fieldsOf(theme, token) {
  return new URLSearchParams({ change: "theme", theme, from: "board", csrfmiddlewaretoken: token });
}

/* Nothing to show is the one answer that says yes: a session that ended would send to a page. */
export function isKept(response) {
  return response?.status === 204;
}

export function saidOf(words, title, column) {
  const known = { title, column };
  return words.replace(/\{(title|column)\}/g, (_place, name) => known[name]);
}
