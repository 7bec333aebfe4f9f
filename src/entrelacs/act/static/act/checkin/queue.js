/* Gestures made on this phone. One leaves the queue only when the server answered about it, by its name;
   a refused one stays, with the reason, until someone decides. */

export const BATCH = 50;
const SENT = ["client_id", "kind", "at", "registration", "of", "token", "given_name", "family_name", "structure", "worlds"];

export function waitingOf(operations) {
  return operations.filter((operation) => !operation.refusal);
}

export function refusedOf(operations) {
  return operations.filter((operation) => operation.refusal);
}

/* Only what the server reads: the rest is this phone's own business. */
export function toSend(operations) {
  return waitingOf(operations)
    .slice(0, BATCH)
    .map((operation) => Object.fromEntries(SENT.filter((name) => operation[name] !== undefined).map((name) => [name, operation[name]])));
}

/* What the answers change: gestures that leave, gestures kept as refused, people as they now stand. */
export function settle(people, operations, answers) {
  const said = new Map(answers.map((answer) => [answer.client_id, answer]));
  const known = new Map(people.map((person) => [person.id, person]));
  const newcomers = new Map();
  const gone = [];
  const kept = [];
  for (const operation of operations) {
    const answer = said.get(operation.client_id);
    if (!answer || operation.refusal) continue;
    if (answer.answer === "refused") {
      kept.push({ ...operation, refusal: { code: answer.code, sentence: answer.sentence, listed: answer.listed } });
      continue;
    }
    gone.push(operation);
    if (!answer.person) continue;
    known.set(answer.person.id, answer.person);
    if (operation.kind === "walk-in") newcomers.set(operation.client_id, answer.person.id);
  }
  // What was done here to someone who had no number yet now knows whom it is about.
  const left = operations.filter((operation) => !gone.includes(operation) && newcomers.has(operation.of));
  for (const operation of left) kept.push({ ...operation, registration: newcomers.get(operation.of) });
  return { people: [...known.values()], gone, kept };
}

/* The one line that always says where things stand. */
export function stateOf({ mode, waiting, people, hour, isSending, isClosed, hasStorage }, words) {
  const fill = (name, values = {}) => fillIn(words[name], { people, hour, count: waiting, ...values });
  if (mode === "signed-out") return { kind: "error", text: fill("signedOut") };
  if (mode === "not-allowed") return { kind: "error", text: fill("notAllowed") };
  if (mode === "erased") return { kind: "info", text: fill("erased") };
  if (mode === "loading") return { kind: "info", text: fill("loading") };
  if (isClosed) return { kind: "warning", text: fill("closed") };
  if (waiting && mode === "online" && isSending) return { kind: "info", text: fill("sending") };
  if (mode === "offline" || waiting) {
    if (!hour) return { kind: "error", text: fill("noList") };
    if (!waiting) return { kind: "warning", text: fill("offline") };
    return { kind: "warning", text: fill(waiting === 1 ? "offlineOne" : "offlineMany") };
  }
  return hasStorage ? { kind: "success", text: fill("online") } : { kind: "warning", text: fill("noStorage") };
}

export function fillIn(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (values[name] === undefined ? whole : String(values[name])));
}
