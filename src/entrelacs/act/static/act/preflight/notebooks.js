/* Opens the notebook of each table, one after the other: a small server has other things to do. */
export async function tryEach(notebooks, open) {
  const tried = [];
  for (const { number, url } of notebooks) {
    let opens = false;
    try {
      opens = (await open(url)).ok;
    } catch {
      // No network is an answer: it does not open.
    }
    tried.push({ number, opens });
  }
  return tried;
}

/** The numbers of the tables whose notebook does not open. */
export function closedAmong(tried) {
  return tried.filter(({ opens }) => !opens).map(({ number }) => number);
}
