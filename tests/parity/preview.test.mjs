// The one promise: what the browser's engine previews for a cart is what the backend books for that order, lines and
// why included. Generated carts with discounts, tax, shipping, exclusions, gift cards and orders that cross a tier.
// REGULARS_LONG=1: 10,000 carts; otherwise 400.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { Backend, long, root } from '../backend/support.mjs';

const CARTS = long ? 10_000 : 400;
const MEMBERS = long ? 250 : 20;
const DAY = 86_400_000;
const START = Date.parse('2026-01-03T09:30:00Z');

/** Mulberry32: the same carts on every machine. */
function random(seed) {
  let a = seed;
  return (n) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const categories = ['beans', 'cup', 'service', 'tea'];
const amounts = [0, 1, 49, 50, 51, 99, 100, 101, 999, 1295, 2999, 4990, 9999, 29999, 30000, 30001];

function cart(pick, id) {
  const lines = Array.from({ length: 1 + pick(pick(5) === 0 ? 20 : 4) }, (_, i) => {
    const amount = pick(3) === 0 ? amounts[pick(amounts.length)] : pick(20_000);
    return { id: `l${i}`, sku: `sku-${pick(9)}`, category: categories[pick(4)], tags: pick(4) === 0 ? ['sale'] : [],
      quantity: 1 + pick(5), amount_minor: amount, discount_minor: pick(3) === 0 ? pick(amount + 1) : 0,
      tax_minor: Math.floor(amount * 8 / 100), gift_card: pick(12) === 0 };
  });
  const order = { id, currency: 'USD', channel: pick(2) ? 'web' : 'pos', lines, shipping_minor: pick(2) * pick(1500), shipping_tax_minor: pick(2) * pick(100) };
  if (order.shipping_minor === 0) order.shipping_tax_minor = 0;
  const total = lines.reduce((sum, l) => sum + l.amount_minor - l.discount_minor + l.tax_minor, order.shipping_minor + order.shipping_tax_minor);
  if (pick(4) === 0 && total > 0) {
    const part = pick(total + 1);
    order.tenders = [{ kind: pick(2) ? 'gift_card' : 'points', amount_minor: part }, { kind: 'card', amount_minor: total - part }];
  }
  return order;
}

const programFile = join(root, 'tests/parity/programme.json');
let backend;
let module;
let question;

/** The page's own code, so that carts take the way that they take in a shop. */
async function ofThePage(path) {
  const { outputFiles: [file] } = await build({ entryPoints: [join(root, path)], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`);
}

before(async () => {
  backend = await Backend.start({ programFile, args: ['--any-time'] });
  const create = (await import(pathToFileURL(join(root, 'dist/engine/regulars-engine.js')).href)).default;
  module = await create({ wasmBinary: readFileSync(join(root, 'dist/engine/regulars-engine.wasm')) });
  ({ question } = await ofThePage('web/engine/question.ts'));
});
after(async () => { await backend?.stop(); });

const open = (text) => {
  const envelope = JSON.parse(text);
  assert.ok(envelope.ok, text);
  return envelope.value;
};

test(`a cart's preview is the order's award (${CARTS} carts)`, { timeout: 1_200_000 }, async () => {
  const served = await backend.call('GET', '/v1/programme/compiled');
  assert.equal(served.status, 200, served.raw);
  const engine = module.createEngine(served.raw);
  assert.ok(engine.valid());
  const pick = random(20261122);
  const clocks = new Map();
  let crossed = 0;
  let capped = 0;
  let excluded = 0;
  for (let n = 0; n < CARTS; n += 1) {
    const id = `m-${n % MEMBERS}`;
    if (!clocks.has(id)) {
      clocks.set(id, START + pick(DAY));
      const added = await backend.merchant('/v1/members', { id, email: `${id}@example.com`, joined_at: new Date(clocks.get(id)).toISOString() });
      assert.equal(added.status, 201, added.raw);
    }
    clocks.set(id, clocks.get(id) + 1 + pick(pick(4) === 0 ? 40 * DAY : DAY));
    const at = new Date(clocks.get(id)).toISOString();
    const order = cart(pick, `o-${n}`);
    const me = await backend.call('GET', `/v1/members/${id}`, { token: backend.secrets.api_key });
    open(engine.setMember(JSON.stringify(me.body.state)));
    const preview = open(engine.quote(question(order, at)));
    const booked = await backend.merchant('/v1/events', { member_id: id, event: { type: 'order_placed', occurred_at: at, order } });
    assert.equal(booked.status, 200, booked.raw);
    assert.deepEqual(preview.awards, booked.body.outcome.awards, `order ${order.id}: ${JSON.stringify(order)}`);
    assert.equal(preview.tier_before, booked.body.outcome.tier_before);
    assert.equal(preview.tier_after, booked.body.outcome.tier_after);
    if (preview.tier_before !== preview.tier_after) crossed += 1;
    if (preview.awards.some((award) => award.why.capped_by)) capped += 1;
    if (preview.awards.some((award) => award.why.excluded?.length)) excluded += 1;
  }
  engine.delete();
  // A generator that stopped making the hard cases would make this test easy.
  assert.ok(crossed > MEMBERS / 4, `${crossed} orders crossed a tier`);
  assert.ok(capped > 0, 'no order met a limit');
  assert.ok(excluded > CARTS / 10, `${excluded} orders had something excluded`);
});

test('a preview with another programme differs: the comparison can fail', async () => {
  const changed = JSON.parse(readFileSync(programFile, 'utf8'));
  changed.earning[0].award.units = 2;
  const compiled = execFileSync(join(root, 'build/native/regulars'), ['compile', '-'], { input: JSON.stringify(changed), encoding: 'utf8' });
  const engine = module.createEngine(compiled.trim());
  const order = { id: 'control', currency: 'USD', channel: 'web', lines: [{ id: '1', sku: 'x', category: 'tea', tags: [], quantity: 1, amount_minor: 5000, discount_minor: 0, tax_minor: 0 }] };
  const at = new Date(START + 3000 * DAY).toISOString();
  await backend.merchant('/v1/members', { id: 'm-control', email: 'control@example.com', joined_at: new Date(START).toISOString() });
  const preview = open(engine.quote(question(order, at)));
  const booked = await backend.merchant('/v1/events', { member_id: 'm-control', event: { type: 'order_placed', occurred_at: at, order } });
  assert.equal(booked.status, 200, booked.raw);
  assert.notDeepEqual(preview.awards, booked.body.outcome.awards);
  engine.delete();
});
