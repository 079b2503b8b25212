// What time alone brings about is booked though nobody does anything: the ledger agrees with what pages show, what was held
// for too long is there for others, and rewards that issue themselves come with their voucher.
import { deepEqual, equal } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Backend, program, sleep } from './support.mjs';

const folder = mkdtempSync(join(tmpdir(), 'regulars-due-'));
after(() => rmSync(folder, { recursive: true }));

const text = (word) => ({ vi: word, en: word });
const programme = JSON.parse(readFileSync(program, 'utf8'));
programme.wallets[0].expiry = { kind: 'days', days: 30 };
programme.wallets.push({ id: 'stamps', unit: 'stamps', name: text('stamps') });
programme.earning.push({ id: 'visit', wallet: 'stamps', name: text('visit'), on: 'action', action: 'visit', award: { kind: 'fixed', units: 5 } });
programme.rewards.push(
  { id: 'last', name: text('last'), kind: 'gift', wallet: 'points', cost_units: 10, stock: 1, hold_minutes: 60 },
  ...Array.from({ length: 28 }, (_, day) => ({
    id: `day-${day + 1}`, name: text('coffee'), kind: 'gift', wallet: 'stamps', cost_units: 5, automatic: { kind: 'monthly', day: day + 1 },
  })),
);
const programFile = join(folder, 'programme.json');
writeFileSync(programFile, JSON.stringify(programme));

const hours = (n) => new Date(Date.now() - n * 3_600_000).toISOString();
const day = 24;

async function signedIn(backend, email) {
  equal((await backend.post('/v1/sign-in', { email })).status, 202);
  const { token } = await backend.verify(email);
  return (path) => backend.get(path, { token });
}

async function until(read, wanted) {
  for (let i = 0; i < 200; ++i) {
    const found = await read();
    if (wanted(found)) return found;
    await sleep(100);
  }
  return read();
}

test('an expiry, a hold and a monthly reward are booked without an event of the member', { timeout: 60_000 }, async (t) => {
  const data = join(folder, 'data');
  const past = await Backend.start({ args: ['--any-time'], data, programFile });
  t.after(() => past.stop());
  const member = (id, joined) => past.merchant('/v1/members', { id, email: `${id}@example.com`, joined_at: joined });
  const book = async (id, event) => equal((await past.merchant('/v1/events', { member_id: id, event })).status, 200, event.type);
  equal((await member('m-idle', hours(40 * day))).status, 201);
  equal((await member('m-holds', hours(2 * day))).status, 201);
  equal((await member('m-wants', hours(2 * day))).status, 201);
  equal((await member('m-visits', hours(6 * day))).status, 201);
  await book('m-holds', { type: 'redemption_requested', id: '0d5d3d53-0000-4000-8000-000000000001', occurred_at: hours(3), reward_id: 'last' });
  await book('m-visits', { type: 'action', id: 'visit-1', occurred_at: hours(5 * day), action: 'visit' });
  await past.stop();

  const backend = await Backend.start({ data, programFile });
  t.after(() => backend.stop());
  const idle = await signedIn(backend, 'm-idle@example.com');
  const ledger = await until(async () => (await idle('/v1/me/entries')).body.entries, (entries) => entries.length > 1);
  deepEqual(ledger.map(({ kind, units }) => [kind, units]), [['expired', -100], ['earned', 100]]);
  equal((await idle('/v1/me')).body.summary.wallets[0].available, 0);

  const wants = await backend.post('/v1/sign-in', { email: 'm-wants@example.com' });
  equal(wants.status, 202);
  const { token } = await backend.verify('m-wants@example.com');
  const redeem = () => backend.post('/v1/me/redemptions', { redemption_id: '0d5d3d53-0000-4000-8000-000000000002', reward_id: 'last' }, { token });
  equal((await until(redeem, (answer) => answer.status === 201)).status, 201);
  const holds = await signedIn(backend, 'm-holds@example.com');
  equal((await holds('/v1/me')).body.summary.wallets[0].available, 100);
  const kinds = (await holds('/v1/me/entries')).body.entries.map(({ kind }) => kind);
  equal(kinds.filter((kind) => kind === 'held').length, 1);
  equal(kinds.length, 3);

  const visits = await signedIn(backend, 'm-visits@example.com');
  const given = await until(async () => (await visits('/v1/me')).body, (me) => me.vouchers.length > 0);
  equal(given.vouchers.length, 1);
  equal(given.summary.wallets.find(({ id }) => id === 'stamps').available, 0);
});
