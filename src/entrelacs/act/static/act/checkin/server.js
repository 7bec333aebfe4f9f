/* Talks with the server; whatever happens comes back as an answer, never as an exception. */
import { offsetOf } from "./clock.js";

const PATIENCE = 15_000;

export class Server {
  constructor({ listUrl, sendUrl, clock = Date, ask = (...words) => fetch(...words) }) {
    this.listUrl = listUrl;
    this.sendUrl = sendUrl;
    this.clock = clock;
    this.ask = ask;
  }

  list(etag) {
    return this.#talk(this.listUrl, { headers: etag ? { "If-None-Match": etag } : {} });
  }

  send(csrf, batch) {
    return this.#talk(this.sendUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify(batch),
    });
  }

  async #talk(url, request) {
    const askedAt = this.clock.now();
    try {
      const answer = await this.ask(url, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...request });
      const body = isJson(answer) ? await answer.json() : null;
      const offset = offsetOf(Number(answer.headers.get("X-Now") ?? NaN), askedAt, this.clock.now());
      return { outcome: outcomeOf(answer, body), body, offset, etag: answer.headers.get("ETag") };
    } catch {
      return { outcome: "unreachable", body: null, offset: null, etag: null };
    }
  }
}

function isJson(answer) {
  return (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
}

/* A page where figures were expected is the sign-in page, or a hotel's own: neither has understood us. */
export function outcomeOf({ status, redirected }, body) {
  if (redirected) return "signed-out";
  if (status === 304) return "unchanged";
  if (status === 200 && body) return "ok";
  if (status === 403) return "forbidden";
  if (status === 404) return "gone";
  return status === 400 && body?.code ? "unreadable" : "unreachable";
}
