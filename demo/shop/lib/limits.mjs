// How often something may be tried. By client and address together, so that nobody locks another one
// out; more widely by each of the two alone. In memory: a restart forgets it.

/** The times within the last `minutes` at which each key was let through. */
class Tries {
  #at = new Map();
  #sweepAt = 1000;

  constructor(limit, minutes) { this.limit = limit; this.span = minutes * 60_000; }

  #recent(key, now) { return (this.#at.get(key) ?? []).filter((at) => now - at < this.span); }

  hasRoom(key, now) { return this.#recent(key, now).length < this.limit; }

  take(key, now) {
    if (this.#at.size >= this.#sweepAt) this.#forget(now);
    this.#at.set(key, [...this.#recent(key, now), now]);
  }

  /** Only what is over is forgotten: whoever makes many keys may not wash away what is held against one. */
  #forget(now) {
    for (const [key, times] of this.#at) if (now - times.at(-1) >= this.span) this.#at.delete(key);
    this.#sweepAt = Math.max(1000, this.#at.size * 2);
  }
}

export class Limits {
  #pair;
  #client;
  #address;

  constructor({ pair, client, address }, minutes) {
    this.#pair = new Tries(pair, minutes);
    this.#client = new Tries(client, minutes);
    this.#address = new Tries(address, minutes);
  }

  /** Whether this client may try it for this e-mail address now. What is refused does not count. */
  allow(client, address, now = Date.now()) {
    const all = [[this.#pair, `${client} ${address}`], [this.#client, client], [this.#address, address]];
    if (!all.every(([tries, key]) => tries.hasRoom(key, now))) return false;
    for (const [tries, key] of all) tries.take(key, now);
    return true;
  }
}

/** Who sent a request, for a shop that browsers reach directly. Of an IPv6 address the network: one home has billions. */
export function clientOf({ socket: { remoteAddress: ip = '' } }) {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(ip);
  if (v4) return v4[1];
  const [first, last] = ip.split('::').map((half) => half.split(':').filter(Boolean));
  const gap = last ? Array(Math.max(0, 8 - first.length - last.length)).fill('0') : [];
  return [...first, ...gap, ...(last ?? [])].slice(0, 4).join(':');
}
