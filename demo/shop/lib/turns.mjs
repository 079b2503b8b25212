// One after the other for each key: what is read before an answer is awaited is still so after it.

/** key -> the end of whoever came last */
const ends = new Map();

/** Does `work` once everything that came before it for this key is done. */
export async function inTurn(key, work) {
  const mine = (ends.get(key) ?? Promise.resolve()).then(work);
  const end = mine.catch(() => {});
  ends.set(key, end);
  try {
    return await mine;
  } finally {
    if (ends.get(key) === end) ends.delete(key);
  }
}
