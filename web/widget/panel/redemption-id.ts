// The id of a redemption is made here and kept until an answer came, also over a reload: however often
// it is sent, points are spent once.

const KEY = 'regulars.redeeming';
/** For browsers that forbid storage: as long as the page lives. */
const open = new Map<string, string>();

export function redemptionId(reward: string): { id: string; settled: () => void } {
  const id = open.get(reward) ?? stored(reward) ?? uuid();
  open.set(reward, id);
  store(`${reward} ${id}`);
  return { id, settled: () => { open.delete(reward); store(null); } };
}

function stored(reward: string): string | null {
  try {
    const [name, id] = (sessionStorage.getItem(KEY) ?? '').split(' ');
    return name === reward && /^[0-9a-f-]{36}$/.test(id ?? '') ? id ?? null : null;
  } catch {
    return null;
  }
}

function store(value: string | null): void {
  try {
    if (value) sessionStorage.setItem(KEY, value);
    else sessionStorage.removeItem(KEY);
  } catch {
    // The map above still holds it.
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
