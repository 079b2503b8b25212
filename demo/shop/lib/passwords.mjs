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
