// Passwords are kept as scrypt hashes with their own salt; codes are compared in constant time.
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt);
const cost = { N: 16384, r: 8, p: 1 };
const decoy = `scrypt$${'A'.repeat(22)}$${'A'.repeat(43)}`;

export async function hashPassword(password) {
  const salt = randomBytes(16);
  const key = await derive(password.normalize('NFC'), salt, 32, cost);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Takes as long for an unknown customer as for a known one. */
export async function checkPassword(password, stored) {
  const [, salt, key] = (stored ?? decoy).split('$');
  const wanted = Buffer.from(key, 'base64url');
  const given = await derive(password.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, cost);
  return timingSafeEqual(wanted, given) && stored !== undefined;
}

export const newCode = () => String(randomInt(0, 1_000_000)).padStart(6, '0');

export function sameText(a, b) {
  const [x, y] = [Buffer.from(String(a)), Buffer.from(String(b))];
  return x.length === y.length && timingSafeEqual(x, y);
}

/** At most `limit` tries for a key within `minutes`; kept in memory only. */
export class Limiter {
  #tries = new Map();

  constructor(limit, minutes) { this.limit = limit; this.span = minutes * 60_000; }

  allow(key, now = Date.now()) {
    const recent = (this.#tries.get(key) ?? []).filter((at) => now - at < this.span);
    recent.push(now);
    this.#tries.set(key, recent);
    if (this.#tries.size > 10_000) this.#tries.delete(this.#tries.keys().next().value);
    return recent.length <= this.limit;
  }
}
