// What members share (a rule's or a campaign's budget, a reward's stock) is used up by others while she looks at her cart:
// what her browser previews is still what the backend would book, as of when the page took the programme.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { Backend, root } from '../backend/support.mjs';

const programme = JSON.parse(readFileSync(join(root, 'tests/parity/programme.json'), 'utf8'));
programme.earning.find(({ id }) => id === 'cups').budget_units = 40;
programme.campaigns.push({ id: 'tea', name: { en: 'Tea' }, items: { include: { categories: ['tea'] } }, multiplier: '3', combine: 'add', rules: ['base'], budget_units: 150 });
programme.rewards = [{ id: 'mug', kind: 'gift', wallet: 'points', name: { en: 'Mug' }, cost_units: 0, stock: 1, value_minor: 0 }];
const START = Date.parse('2026-01-05T15:00:00Z');
const at = (n) => new Date(START + n * 60_000).toISOString();

let module;
let question;

before(async () => {
  const { outputFiles: [file] } = await build({ entryPoints: [join(root, 'web/engine/question.ts')], bundle: true, format: 'esm', write: false });
  ({ question } = await import(`data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`));
  const create = (await import(pathToFileURL(join(root, 'dist/engine/regulars-engine.js')).href)).default;
  module = await create({ wasmBinary: readFileSync(join(root, 'dist/engine/regulars-engine.wasm')) });
});

async function started(t, document, name) {
  const plain = await Backend.start({ args: ['--any-time'] });   // its folder goes with it
  const programFile = join(plain.data, `${name}.json`);
  writeFileSync(programFile, JSON.stringify(document));
  const shared = await Backend.start({ programFile, args: ['--any-time'] });
  t.after(async () => { await shared.stop(); await plain.stop(); });
  return { plain, shared };
}

const open = (text) => {
  const envelope = JSON.parse(text);
  assert.ok(envelope.ok, text);
  return envelope.value;
};

const cart = (id) => ({ id, currency: 'USD', channel: 'web', lines: [
  { id: '1', sku: 'tea', category: 'tea', tags: [], quantity: 1, amount_minor: 4_000, discount_minor: 0, tax_minor: 0 },
  { id: '2', sku: 'cup', category: 'cup', tags: [], quantity: 5, amount_minor: 2_500, discount_minor: 0, tax_minor: 0 },
] });

test('a preview is the award while others use up what is shared', { timeout: 120_000 }, async (t) => {
  const { plain, shared } = await started(t, programme, 'shared');
  const loaded = () => shared.call('GET', '/v1/programme/compiled');
  const state = async (id) => (await shared.call('GET', `/v1/members/${id}`, { token: shared.secrets.api_key })).body.state;
  const members = Array.from({ length: 6 }, (_, n) => `m-${n}`);
  for (const id of members) assert.equal((await shared.merchant('/v1/members', { id, email: `${id}@example.com`, joined_at: at(0) })).status, 201);
  const first = await loaded();
  const stale = module.createEngine(first.raw);
  const capped = [];
  let differed = 0;
  for (const [n, id] of members.entries()) {
    const engine = module.createEngine((await loaded()).raw);
    const order = cart(`o-${n}`);
    const asked = question(order, at(n + 1));
    for (const one of [engine, stale]) open(one.setMember(JSON.stringify(await state(id))));
    const preview = open(engine.quote(asked));
    const old = open(stale.quote(asked));
    open(engine.setMember(''));
    const guest = open(engine.quote(asked)).awards.filter(({ rule }) => rule === 'cups');
    const booked = await shared.merchant('/v1/events', { member_id: id, event: { type: 'order_placed', occurred_at: at(n + 1), order } });
    assert.equal(booked.status, 200, booked.raw);
    assert.deepEqual(preview.awards, booked.body.outcome.awards, order.id);
    assert.deepEqual(guest, booked.body.outcome.awards.filter(({ rule }) => rule === 'cups'));
    capped.push(...preview.awards.filter(({ why }) => why.capped_by).map(({ rule, units }) => `${n} ${rule} ${units}`));
    if (JSON.stringify(old.awards) !== JSON.stringify(preview.awards)) differed += 1;
    engine.delete();
  }
  stale.delete();
  assert.ok(capped.some((line) => line.endsWith('cups 10')), `the rule's budget ran out: ${capped}`);
  assert.ok(differed >= 3, `what was loaded before the others ordered says otherwise: ${differed}`);

  // A refund gives its part back to the budgets, and the page hears of that too.
  const dry = await loaded();
  const refund = { type: 'order_refunded', id: 'r-1', occurred_at: at(20), order_id: 'o-0', all: true };
  assert.equal((await shared.merchant('/v1/events', { member_id: 'm-0', event: refund })).status, 200);
  const refilled = await loaded();
  assert.notEqual(refilled.raw, dry.raw);
  // Nothing happened since: the browser has it already. And no cache answers for the backend.
  const etag = refilled.headers.get('etag');
  const same = await fetch(`${shared.url}/v1/programme/compiled`, { headers: { 'If-None-Match': etag } });
  assert.deepEqual([same.status, same.headers.get('cache-control')], [304, 'no-cache']);
  assert.equal((await plain.call('GET', '/v1/programme/compiled')).headers.get('cache-control'), 'public, max-age=60');
});

test('a reward of which another member took the last piece is out of stock in the browser too', { timeout: 60_000 }, async (t) => {
  const { shared } = await started(t, programme, 'stock');
  for (const id of ['a', 'b']) await shared.merchant('/v1/members', { id, email: `${id}@example.com`, joined_at: at(0) });
  const status = async () => {
    const engine = module.createEngine((await shared.call('GET', '/v1/programme/compiled')).raw);
    open(engine.setMember(JSON.stringify((await shared.call('GET', '/v1/members/b', { token: shared.secrets.api_key })).body.state)));
    const [mug] = open(engine.summary(JSON.stringify([Date.parse(at(9))]))).rewards;
    engine.delete();
    return mug.status;
  };
  assert.equal(await status(), 'available');
  const taken = await shared.merchant('/v1/events', { member_id: 'a', event: { type: 'redemption_requested', id: 'r', occurred_at: at(1), reward_id: 'mug' } });
  assert.equal(taken.status, 200, taken.raw);
  assert.equal(await status(), 'out_of_stock');
});
