// Registrations whose address is not proved yet. In memory: after a restart one asks again. Whoever
// guesses a code has somebody else's address, so guesses are limited over all registrations.
import { randomBytes } from 'node:crypto';
import { Limits } from './limits.mjs';
import { hashPassword, newCode, sameText } from './passwords.mjs';

const minutes = 15;
const triesOfCode = 5;

export class Registrations {
  #pending = new Map();
  #mails = new Limits({ pair: 5, client: 30, address: 10 }, minutes);
  #guesses = new Limits({ pair: 10, client: 30, address: 20 }, minutes);

  constructor(now) { this.now = now; }

  /** A new one with a code to be mailed: [id, entry]. Null when no more mails may go there: then there is no code either. */
  async open(client, { name, email, password }) {
    if (!this.#mails.allow(client, email, this.now())) return null;
    for (const [id, { until }] of this.#pending) if (until <= this.now()) this.#pending.delete(id);
    const id = randomBytes(18).toString('base64url');
    const entry = { name, email, password: await hashPassword(password), until: this.now() + minutes * 60_000 };
    this.#pending.set(id, this.#withCode(entry));
    return [id, entry];
  }

  find(id) {
    const entry = this.#pending.get(id);
    return entry && entry.until > this.now() ? entry : undefined;
  }

  /** Another code to be mailed; false when no more mails may go there, and the last code stays. */
  renew(client, entry) {
    const may = this.#mails.allow(client, entry.email, this.now());
    if (may) this.#withCode(entry);
    return may;
  }

  #withCode(entry) { return Object.assign(entry, { code: newCode(), tries: 0 }); }

  /** "right", "wrong", or "limit": not looked at. */
  judge(client, entry, code) {
    if (entry.tries >= triesOfCode || !this.#guesses.allow(client, entry.email, this.now())) return 'limit';
    entry.tries += 1;
    return sameText(code, entry.code) ? 'right' : 'wrong';
  }

  close(id) { this.#pending.delete(id); }
}
