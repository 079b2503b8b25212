// The id of a redemption is made here and kept until an answer to that very one came, also over a reload: however
// often it is sent, and whatever is redeemed in between, points are spent once.

const KEY = 'regulars.redeeming';
/** As many rewards as a programme may have: none that waits for its answer is dropped for another. */
const MOST = 128;
/** By member and reward. For browsers that forbid storage: as long as the page lives. */
const open = new Map<string, string>();

/** Another member's redemption in the same tab is another one. */
export function redemptionId(member: string, reward: string): { id: string; settled: () => void } {
  const name = nameOf(member, reward);
  recall();
  const id = open.get(name) ?? uuid();
  open.set(name, id);
  store();
  return { id, settled: () => { open.delete(name); store(); } };
}

/** The redemption that waits for its answer, if one does. */
export function unanswered(member: string, reward: string): string | undefined {
  recall();
  return open.get(nameOf(member, reward));
}

const nameOf = (member: string, reward: string): string => `${encodeURIComponent(member)}/${reward}`;

/** What waited for an answer before a reload. */
function recall(): void {
  try {
    for (const [, name, id] of (sessionStorage.getItem(KEY) ?? '').matchAll(/(\S+) ([0-9a-f-]{36})(?!\S)/g)) {
      if (name && id && !open.has(name)) open.set(name, id);
    }
  } catch {
    // The map above still holds them.
  }
}

function store(): void {
  const [oldest] = open.keys();
  if (open.size > MOST && oldest) open.delete(oldest);
  try {
    if (open.size > 0) sessionStorage.setItem(KEY, [...open].map((one) => one.join(' ')).join(' '));
    else sessionStorage.removeItem(KEY);
  } catch {
    // The map above still holds them.
  }
}

/** A random UUID (version 4), also where `crypto.randomUUID` is missing: pages without https. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
