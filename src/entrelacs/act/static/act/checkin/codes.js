/* What a scanned code is: someone's personal link, or something else that deserves its own sentence. */

const PERSON = /^\/p\/((\d+-[0-9a-z]*)\.[\w-]+)\/?/i;
const TABLE = /^\/t\/[\w-]+\/?$/i;

/* The signature cannot be verified here, only the server has what it takes: the key tells who it would be. */
export function readCode(text, origins) {
  const said = String(text).trim();
  if (/^wifi:/i.test(said)) return { kind: "wifi" };
  if (/^(begin:vcard|mecard:)/i.test(said)) return { kind: "card" };
  const address = addressIn(said);
  if (!address) return { kind: "nobody", text: said.slice(0, 60) };
  if (!origins.some((origin) => sameOrigin(origin, address))) return { kind: "site", site: address.host };
  if (TABLE.test(address.pathname)) return { kind: "table" };
  const found = PERSON.exec(address.pathname);
  if (found) return { kind: "person", token: found[1], key: found[2] };
  return address.pathname.startsWith("/p/") ? { kind: "broken" } : { kind: "nobody", text: said.slice(0, 60) };
}

function addressIn(said) {
  if (!/^https?:\/\//i.test(said)) return null;
  try {
    return new URL(said);
  } catch {
    return null;
  }
}

/* A badge printed for https may be read by a phone that came by http, and the reverse. */
function sameOrigin(origin, address) {
  try {
    return new URL(origin).host === address.host && !address.username && !address.password;
  } catch {
    return false;
  }
}

/* The sentence for a code that is not a person's, by its name in the words of the page. */
export function wordOf(code) {
  return {
    wifi: "codeOfWifi",
    card: "codeOfCard",
    site: "codeOfSite",
    table: "codeOfTable",
    broken: "codeBroken",
    nobody: "codeOfNobody",
  }[code.kind];
}
