// What moves points: each effect once, for ever, whoever repeats, races or pulls the plug.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Backend, balance, line, long, now, paidMessage, peopleOf, sleep } from './support.mjs';

let backend;
before(async () => { backend = await Backend.start(); });
after(() => backend.stop());

const { member, email, me, refund } = peopleOf(() => backend);
const redeem = (who, id, reward, more = {}) => backend.post('/v1/me/redemptions', { redemption_id: id, reward_id: reward, ...more }, { token: who.token });

describe('webhooks', () => {
  test('the same id and body gets its first answer, byte for byte', async () => {
    const who = await member();
    const message = JSON.stringify(paidMessage(email(), 'w-1', 42_000));
    const first = await backend.webhook(message, { id: 'msg_fixed_1' });
    const again = await backend.webhook(message, { id: 'msg_fixed_1' });
    assert.equal(again.raw, first.raw);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal(balance(await me(who)), 142);
  });
  test('the same id with another body, and the same order with other lines, are refused', async () => {
    const who = await member();
    await backend.webhook(paidMessage(email(), 'w-2', 42_000), { id: 'msg_fixed_2' });
    const other = await backend.webhook(paidMessage(email(), 'w-3', 42_000), { id: 'msg_fixed_2' });
    assert.deepEqual([other.status, other.code], [409, 'key_reused']);
    const changed = await backend.paid(email(), 'w-2', 43_000);
    assert.deepEqual([changed.status, changed.code, changed.body.path], [409, 'key_reused', 'data.order.id']);
    assert.equal(balance(await me(who)), 142);
  });
  test('another id for the same order counts once', async () => {
    const who = await member();
    const message = paidMessage(email(), 'w-4', 42_000);
    assert.equal((await backend.webhook(message)).body.status, 'booked');
    const again = await backend.webhook(message);
    assert.equal(again.body.status, 'duplicate');
    assert.equal(again.body.outcome.totals[0].units, 42);
    assert.equal(balance(await me(who)), 142);
  });
  test('the same order 20 times at once counts once', async () => {
    const who = await member();
    const message = paidMessage(email(), 'w-5', 42_000);
    const answers = await Promise.all(Array.from({ length: 20 }, () => backend.webhook(message)));
    assert.equal(answers.filter((a) => a.body.status === 'booked').length, 1);
    assert.equal(answers.filter((a) => a.body.status === 'duplicate').length, 19);
    assert.equal(balance(await me(who)), 142);
  });
  test('a refused webhook is not remembered: the sender may repair it', async () => {
    const who = await member();
    const bad = paidMessage(email(), 'w-6', 42_000);
    bad.data.order.currency = 'USD';
    const refused = await backend.webhook(bad, { id: 'msg_fixed_6' });
    assert.equal(refused.status, 422, refused.raw);
    assert.equal((await backend.webhook(paidMessage(email(), 'w-6', 42_000), { id: 'msg_fixed_6' })).body.status, 'booked');
    assert.equal(balance(await me(who)), 142);
  });
  test('signatures: every way to get them wrong', async () => {
    const body = JSON.stringify(paidMessage('nobody@example.com', 'w-7', 1000));
    const good = backend.signed(body);
    const send = (headers, text = body) => backend.post('/v1/webhooks/shop', text, { headers });
    const table = [
      [{ ...good, 'webhook-signature': '' }, body, 'signature_missing'],
      [{ ...good, 'webhook-id': '' }, body, 'signature_missing'],
      [{ ...good, 'webhook-timestamp': '' }, body, 'signature_missing'],
      [{ ...good, 'webhook-id': 'msg_other' }, body, 'signature_invalid'],
      [{ ...good, 'webhook-timestamp': String(Number(good['webhook-timestamp']) + 1) }, body, 'signature_invalid'],
      [good, `${body} `, 'signature_invalid'],
      [good, body.replace('1000', '1001'), 'signature_invalid'],
      [{ ...good, 'webhook-signature': good['webhook-signature'].replace('v1,', 'v2,') }, body, 'signature_invalid'],
      [backend.signed(body, { secret: `whsec_${Buffer.from('another secret of some thirty bytes').toString('base64')}` }), body, 'signature_invalid'],
      [backend.signed(body, { at: Date.now() - 302_000 }), body, 'signature_expired'],
      [backend.signed(body, { at: Date.now() + 302_000 }), body, 'signature_expired'],
      [backend.signed(body, { at: Date.now() - 30 * 86_400_000 }), body, 'signature_expired'],
    ];
    for (const [headers, text, code] of table) {
      const answer = await send(headers, text);
      assert.equal(answer.status, 401, answer.raw);
      assert.equal(answer.code, code, JSON.stringify(headers));
    }
    for (let i = 0; i < body.length; i += long ? 1 : 17) {
      const changed = Buffer.from(body);
      changed[i] ^= 1;
      assert.equal((await send(good, changed)).code, 'signature_invalid', `byte ${i}`);
    }
  });
  test('kinds, fields and times that are none', async () => {
    const table = [
      [{ ...paidMessage('a@example.com', 'w-8', 1), type: 'order.created' }, 'webhook_type_unknown', 'type'],
      [{ type: 'order.paid', timestamp: now() }, 'missing_field', 'data'],
      [{ ...paidMessage('a@example.com', 'w-8', 1), timestamp: 'yesterday' }, 'wrong_value', 'timestamp'],
      [paidMessage('no address', 'w-8', 1), 'email_invalid', 'data.customer.email'],
      [paidMessage('a@example.com', '', 1), 'missing_field', 'data.order.id'],
      [paidMessage('a@example.com', 'w-8', 1, { occurred_at: '2026-02-30T00:00:00Z' }), 'wrong_value', 'data.occurred_at'],
      [paidMessage('a@example.com', 'w-8', 1, { occurred_at: new Date(Date.now() + 600_000).toISOString() }), 'too_far_ahead', 'data.occurred_at'],
      [paidMessage('a@example.com', 'w-8', 1, { occurred_at: '2001-01-01T00:00:00Z' }), 'late_event', 'data.occurred_at'],
      [paidMessage('a@example.com', 'w-8', 1, { order: { id: 'w-8', currency: 'VND', lines: [{ id: '1' }] } }), 'missing_field', 'data.order.lines[0].sku'],
      [paidMessage('a@example.com', 'w-8', 1, { points: 5 }), 'unknown_field', 'data.points'],
      [{ type: 'order.refunded', timestamp: now(), data: { order_id: 'x', occurred_at: now() } }, 'missing_field', 'data.refund_id'],
      // A guest's order as well: refused today, not when she joins.
      [paidMessage('a@example.com', 'w-8', 1, { order: { id: 'w-8', currency: 'VND', lines: [line(2)], tenders: [{ kind: 'card', amount_minor: 1 }] } }),
        'amount_mismatch', 'data.order.tenders'],
      [paidMessage('a@example.com', 'w-8', 1, { order: { id: 'w-8', currency: 'USD', lines: [line(2)] } }), 'currency_mismatch', 'data.order.currency'],
      [{ type: 'order.refunded', timestamp: now(), data: { order_id: 'x', refund_id: 'x', occurred_at: now(), all: true, lines: [{ id: '1', quantity: 1 }] } },
        'contradiction', 'data.lines'],
    ];
    for (const [message, code, path] of table) {
      const answer = await backend.webhook(message);
      assert.equal(answer.code, code, answer.raw);
      assert.equal(answer.body.path, path);
      assert.equal(answer.status, 422);
    }
  });
});

describe('refunds', () => {
  test('whole, in parts, twice, too much', async () => {
    const who = await member();
    await backend.paid(email(), 'r-1', 100_000);
    assert.equal(balance(await me(who)), 200);
    assert.equal((await refund('r-1', 'r-1a', { lines: [{ id: '1', quantity: 1 }] })).body.status, 'booked');
    assert.equal(balance(await me(who)), 150);
    const over = await refund('r-1', 'r-1b', { lines: [{ id: '1', amount_minor: 60_000 }] });
    assert.deepEqual([over.status, over.code, over.body.path], [422, 'refund_exceeds_order', 'data.lines[0].amount_minor']);
    assert.equal(balance(await me(who)), 150);
    assert.equal((await refund('r-1', 'r-1c', { all: true })).body.status, 'booked');
    assert.equal(balance(await me(who)), 100);
  });
  test('before its order: parked, applied with it, and known when it comes again', async () => {
    const who = await member();
    const early = { type: 'order.refunded', timestamp: now(), data: { order_id: 'r-2', refund_id: 'r-2a', occurred_at: now(), all: true } };
    const first = await backend.webhook(early);
    assert.deepEqual([first.status, first.body.status], [202, 'parked']);
    assert.equal((await backend.webhook(early)).status, 202);
    early.data.occurred_at = new Date(Date.now() + 1000).toISOString();
    assert.equal((await backend.webhook(early)).code, 'key_reused');
    assert.equal((await backend.paid(email(), 'r-2', 100_000, { occurred_at: new Date(Date.now() - 5000).toISOString() })).body.status, 'booked');
    assert.equal(balance(await me(who)), 100);
  });
  test('before its order and more than that came to: the answer of the order, its page and the log say so, and it can be mended', async () => {
    const who = await member();
    const early = (id, amount_minor) => refund('r-5', id, { amount_minor });
    assert.equal((await early('r-5a', 150_000)).status, 202);
    assert.equal((await early('r-5b', 40_000)).status, 202);
    const paid = await backend.paid(email(), 'r-5', 100_000, { occurred_at: new Date(Date.now() - 5000).toISOString() });
    const refused = [{ type: 'order_refunded', id: 'r-5a', code: 'refund_exceeds_order', path: 'amount_minor' }];
    const shown = (answer) => answer.body.refused?.map(({ detail, ...rest }) => (assert.match(detail, /100000.*150000|150000.*100000/), rest));
    assert.deepEqual([paid.body.status, shown(paid)], ['booked', refused]);
    assert.equal(balance(await me(who)), 160);
    const page = () => backend.get('/v1/orders/r-5', { token: backend.secrets.api_key });
    assert.deepEqual(shown(await page()), refused);
    assert.match(backend.log, /"what":"what had waited was refused","detail":"refund_exceeds_order"/);
    assert.equal((await early('r-5a', 150_000)).code, 'refund_exceeds_order');
    assert.equal((await early('r-5a', 60_000)).body.status, 'booked');
    assert.equal(shown(await page()), undefined);
    assert.equal(balance(await me(who)), 100);
  });
  test('a cancelled order leaves nothing; spent points become debt', async () => {
    const who = await member();
    await backend.paid(email(), 'r-3', 100_000);
    assert.equal((await redeem(who, randomUUID(), 'off-20')).status, 201);
    const cancelled = await backend.webhook({ type: 'order.cancelled', timestamp: now(), data: { order_id: 'r-3', refund_id: 'r-3x', occurred_at: now() } });
    assert.equal(cancelled.body.status, 'booked');
    const wallet = (await me(who)).summary.wallets[0];
    assert.equal(wallet.available - wallet.debt, 0);
  });
  test('a delivery is taken for an order of hers, and once', async () => {
    await member();
    await backend.paid(email(), 'r-4', 100_000);
    const delivered = { type: 'order.delivered', timestamp: now(), data: { order_id: 'r-4', occurred_at: now() } };
    assert.equal((await backend.webhook(delivered)).body.status, 'booked');
    assert.equal((await backend.webhook(delivered)).body.status, 'duplicate');
  });
  test('the same order, delivery or refund with another time is refused, and the field is named as it was sent', async () => {
    const [joined_at, early, late] = [3, 2, 1].map((days) => new Date(Date.now() - days * 86_400_000).toISOString());
    await backend.merchant('/v1/members', { email: 'again@example.com', joined_at });
    const table = [
      ['order.delivered', { order_id: 'r-6' }, 'data.order_id'],
      ['order.refunded', { order_id: 'r-6', refund_id: 'r-6a', amount_minor: 1_000 }, 'data.refund_id'],
      ['order.cancelled', { order_id: 'r-6', refund_id: 'r-6b' }, 'data.refund_id'],
    ];
    const order = paidMessage('again@example.com', 'r-6', 100_000).data;
    const send = (type, data, occurred_at) => backend.webhook({ type, timestamp: now(), data: { ...data, occurred_at } });
    assert.equal((await send('order.paid', order, early)).body.status, 'booked');
    for (const [type, data, path] of [['order.paid', order, 'data.order.id'], ...table]) {
      if (type !== 'order.paid') assert.equal((await send(type, data, early)).status, 200, type);
      const again = await send(type, data, late);
      assert.deepEqual([again.status, again.code, again.body.path], [409, 'key_reused', path], type);
    }
  });
});

describe('an address typed at a checkout', () => {
  test('brings its owner points, and the buyer no way into her membership', async () => {
    const victim = await member();
    const paid = await backend.paid(email(), 'typed-1', 42_000, { customer: { id: 'c-thief', email: email() } });
    assert.equal(paid.body.status, 'booked');
    const thief = await backend.post('/v1/session', {}, { token: backend.shopToken({ sub: 'c-thief', email: 'thief@example.com' }) });
    assert.equal(thief.status, 204);
    assert.equal(balance(await me(victim)), 142);
  });
});

describe('orders from before joining', () => {
  test('whose message comes afterwards count like a guest order', async () => {
    const who = await member();
    const message = paidMessage(email(), 'before-1', 50_000, { occurred_at: new Date(Date.now() - 60_000).toISOString() });
    assert.equal((await backend.webhook(message)).body.status, 'booked');
    assert.equal((await backend.webhook(message)).body.status, 'duplicate');
    const old = paidMessage(email(), 'before-2', 50_000, { occurred_at: new Date(Date.now() - 31 * 86_400_000).toISOString() });
    assert.equal((await backend.webhook(old)).body.status, 'guest');
    assert.equal(balance(await me(who)), 150);
  });
});

describe('redemptions', () => {
  test('the same id gets the same redemption and voucher; another wish under it is refused', async () => {
    const who = await member();
    const id = randomUUID();
    const first = await redeem(who, id, 'off-20');
    const again = await redeem(who, id, 'off-20');
    assert.deepEqual([first.status, again.status], [201, 200]);
    assert.deepEqual(again.body.voucher, first.body.voucher);
    assert.deepEqual(again.body.redemption, first.body.redemption);
    assert.equal(balance(again.body.me), 0);
    assert.equal((await redeem(who, id, 'off-half')).code, 'key_reused');
  });
  test('refused with what is missing, and nothing changes', async () => {
    const who = await member();
    const before = (await me(who)).state;
    const table = [
      [randomUUID(), 'dear', {}, 'insufficient_points'], [randomUUID(), 'none', {}, 'unknown_reward'],
      ['not-a-uuid', 'off-20', {}, 'wrong_value'], [randomUUID().toUpperCase(), 'off-20', {}, 'wrong_value'],
      [randomUUID(), 'off-20', { units: 0 }, 'number_out_of_range'], [randomUUID(), 'off-20', { units: -5 }, 'number_out_of_range'],
      [randomUUID(), 'off-20', { units: 1 }, 'amount_not_allowed']];
    for (const [id, reward, more, code] of table) {
      const answer = await redeem(who, id, reward, more);
      assert.equal(answer.code, code, answer.raw);
    }
    const dear = await redeem(who, randomUUID(), 'dear');
    assert.deepEqual(dear.body.params.missing, 99_900);
    const key = await backend.post('/v1/me/redemptions', { redemption_id: randomUUID(), reward_id: 'off-20' }, { token: who.token, headers: { 'idempotency-key': randomUUID() } });
    assert.equal(key.code, 'key_reused');
    assert.deepEqual((await me(who)).state, before);
  });
  test('30 at once of the whole balance: exactly one', async () => {
    for (let round = 0; round < (long ? 200 : 5); round += 1) {
      const who = await member();
      const answers = await Promise.all(Array.from({ length: 30 }, () => redeem(who, randomUUID(), 'off-20')));
      assert.equal(answers.filter((a) => a.status === 201).length, 1);
      assert.equal(answers.filter((a) => a.code === 'insufficient_points').length, 29);
      const after = await me(who);
      assert.equal(balance(after), 0);
      assert.equal(after.vouchers.length, 1);
    }
  });
  test('the same with the last byte of all 30 held back and sent together', async () => {
    const who = await member();
    const sockets = await Promise.all(Array.from({ length: 30 }, () => new Promise((resolve) => {
      const body = JSON.stringify({ redemption_id: randomUUID(), reward_id: 'off-20' });
      const socket = connect(backend.port, '127.0.0.1', () => {
        socket.write(`POST /v1/me/redemptions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${who.token}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, -1)}`);
        resolve(socket);
      });
      socket.setNoDelay(true).setEncoding('utf8');
    })));
    await sleep(200);
    const answers = sockets.map((socket) => new Promise((resolve) => { let text = ''; socket.on('data', (t) => { text += t; }); socket.on('close', () => resolve(text)); }));
    for (const socket of sockets) socket.write('}');
    const statuses = (await Promise.all(answers)).map((text) => /^HTTP\/1\.1 (\d+)/.exec(text)[1]);
    assert.equal(statuses.filter((s) => s === '201').length, 1);
    assert.equal(statuses.filter((s) => s === '422').length, 29);
  });
  test('a shop whose clock is ahead does not open a second purse', async () => {
    const who = await member();
    await backend.paid(email(), 'ahead-1', 1000, { occurred_at: new Date(Date.now() + 240_000).toISOString() });
    const answers = await Promise.all(Array.from({ length: 30 }, () => redeem(who, randomUUID(), 'off-20')));
    assert.equal(answers.filter((a) => a.status === 201).length, 1);
    assert.equal((await me(who)).summary.wallets[0].debt, 0);
  });
  test('one id 30 times at once: one redemption, one voucher, the same for all', async () => {
    const who = await member();
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 30 }, () => redeem(who, id, 'off-20')));
    assert.equal(answers.filter((a) => a.status === 201).length, 1);
    assert.equal(answers.filter((a) => a.status === 200).length, 29);
    assert.equal(new Set(answers.map((a) => a.body.voucher.code)).size, 1);
  });
});

describe('vouchers', () => {
  const fresh = async () => (await redeem(await member(), randomUUID(), 'off-20')).body.voucher;
  test('30 checkouts want one voucher: one gets it', async () => {
    const { code } = await fresh();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => backend.merchant(`/v1/vouchers/${code}/reserve`, { checkout_id: `k${i}` })));
    assert.equal(answers.filter((a) => a.status === 200).length, 1);
    assert.equal(answers.filter((a) => a.code === 'voucher_reserved').length, 29);
  });
  test('30 orders want to use it: one does, and may say so again', async () => {
    const { code } = await fresh();
    await backend.merchant(`/v1/vouchers/${code}/reserve`, { checkout_id: 'k' });
    const use = (i) => backend.merchant(`/v1/vouchers/${code}/use`, { checkout_id: 'k', order_id: `o${i}` });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => use(i)));
    const winner = answers.findIndex((a) => a.status === 200);
    assert.equal(answers.filter((a) => a.status === 200).length, 1);
    assert.equal(answers.filter((a) => a.code === 'voucher_used').length, 29);
    assert.equal((await use(winner)).body.state, 'used');
  });
  test('guessing: nothing found, no difference, and an end to it', async () => {
    const own = await Backend.start();
    const bodies = new Set();
    let limited = 0;
    const guess = async () => {
      const code = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
      const answer = await own.call('POST', `/v1/vouchers/${code}/reserve`, { body: { checkout_id: 'k' }, token: own.secrets.api_key, ip: '10.9.9.9' });
      if (answer.status === 429) limited += 1;
      else bodies.add(answer.raw);
    };
    // Several at a time: on a busy machine the limit would refill meanwhile.
    for (let i = 0; i < 20; i += 1) await Promise.all(Array.from({ length: 40 }, guess));
    await own.stop();
    assert.equal(bodies.size, 1);
    assert.ok(limited > 50, String(limited));
  });
  test('a redemption that is cancelled takes its voucher with it', async () => {
    const who = await member();
    const { body } = await redeem(who, randomUUID(), 'off-20');
    const cancelled = await backend.merchant('/v1/events', { member_id: who.me.member.id, event: { type: 'redemption_cancelled', id: randomUUID(), occurred_at: now(), redemption_id: body.redemption.id } });
    assert.equal(cancelled.status, 200, cancelled.raw);
    assert.equal((await backend.merchant(`/v1/vouchers/${body.voucher.code}/reserve`, { checkout_id: 'k' })).code, 'voucher_expired');
    assert.equal(balance(await me(who)), 100);
  });
  test('a redemption cannot end before it was asked for', async () => {
    const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString();
    await backend.merchant('/v1/members', { id: 'm-early', email: 'early@example.com', joined_at: daysAgo(3) });
    const post = (event) => backend.merchant('/v1/events', { member_id: 'm-early', event });
    const asked = await post({ type: 'redemption_requested', id: 'r-early', occurred_at: daysAgo(1), reward_id: 'off-20' });
    assert.equal(asked.status, 200, asked.raw);
    for (const type of ['redemption_cancelled', 'redemption_captured', 'redemption_voided']) {
      const early = await post({ type, id: `early-${type}`, occurred_at: daysAgo(2), redemption_id: 'r-early' });
      assert.deepEqual([early.status, early.code, early.body.path], [409, 'redemption_not_held', 'event.redemption_id'], type);
    }
    assert.equal((await post({ type: 'redemption_cancelled', id: 'c-early', occurred_at: daysAgo(1), redemption_id: 'r-early' })).status, 200);
  });
});

describe('merchant routes', () => {
  test('members: enrolled once, found again, conflicts refused', async () => {
    const first = await backend.merchant('/v1/members', { id: 'm-own', email: 'Own@example.com', customer_id: 'c-own', joined_at: '2024-02-29T10:00:00Z' });
    assert.equal(first.status, 201, first.raw);
    assert.equal(first.body.member.joined_at, '2024-02-29T10:00:00.000Z');
    assert.equal((await backend.merchant('/v1/members', { id: 'm-own', email: 'own@example.com' })).status, 200);
    assert.equal((await backend.merchant('/v1/members', { id: 'm-other', email: 'own@example.com' })).code, 'key_reused');
    assert.equal((await backend.merchant('/v1/members', { id: 'm-own', email: 'other@example.com' })).code, 'key_reused');
    assert.equal((await backend.merchant('/v1/members', { email: 'third@example.com', customer_id: 'c-own' })).code, 'key_reused');
  });
  test('events: adjustments with a reason; the same again is known', async () => {
    const who = await member();
    const event = { type: 'points_adjusted', id: 'adj-1', occurred_at: now(), wallet: 'points', units: 25, reason: 'goodwill', actor: 'mai' };
    const post = (e) => backend.merchant('/v1/events', { member_id: who.me.member.id, event: e });
    assert.equal((await post(event)).body.status, 'booked');
    assert.equal((await post(event)).body.status, 'duplicate');
    assert.equal((await post({ ...event, units: 26 })).code, 'key_reused');
    const { reason: _, ...silent } = event;
    const refused = await post({ ...silent, id: 'adj-2' });
    assert.deepEqual([refused.code, refused.body.path], ['missing_field', 'event.reason']);
    assert.equal((await backend.merchant('/v1/events', { member_id: 'nobody', event })).status, 404);
    assert.equal(balance(await me(who)), 125);
  });
  test('orders: what is known of them', async () => {
    await member();
    await backend.paid(email(), 'known-1', 42_000);
    const get = (id) => backend.get(`/v1/orders/${encodeURIComponent(id)}`, { token: backend.secrets.api_key });
    assert.equal((await get('known-1')).body.outcome.totals[0].units, 42);
    assert.equal((await get('no/such order')).status, 404);
    await backend.paid('nobody-yet@example.com', 'known-2', 42_000);
    assert.equal((await get('known-2')).body.status, 'guest');
  });
});

describe('what was acknowledged survives kill -9', () => {
  const rounds = long ? 20 : 3;
  test(`${rounds} rounds of four writers`, async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'regulars-kill-'));
    const acknowledged = new Map();
    const vouchers = [];
    let unknown = 0;
    let own = await Backend.start({ data });
    await own.merchant('/v1/members', { id: 'w', email: 'w@example.com' });
    for (let round = 0; round < rounds; round += 1) {
      let running = true;
      const writer = async (n) => {
        for (let i = 0; running; i += 1) {
          const id = `${round}-${n}-${i}`;
          try {
            const answer = await own.webhook(paidMessage('w@example.com', id, 10_000));
            if (answer.status === 200) acknowledged.set(id, answer.body.outcome.totals[0].units);
          } catch { unknown += 1; }
        }
      };
      const writers = [0, 1, 2, 3].map(writer);
      await sleep(300 + round * 37);
      const killed = own.stop('SIGKILL');
      running = false;
      await Promise.all([killed, ...writers]);
      own = await Backend.start({ data });
      const session = await own.post('/v1/session', {}, { token: own.shopToken({ sub: 'c-w', email: 'w@example.com' }) });
      const redeemed = await own.post('/v1/me/redemptions', { redemption_id: randomUUID(), reward_id: 'off-half' }, { token: session.body.token });
      if (redeemed.status === 201) vouchers.push(redeemed.body.voucher.code);
    }
    const { body } = await own.get('/v1/members/w', { token: own.secrets.api_key });
    for (const id of acknowledged.keys()) {
      assert.equal((await own.get(`/v1/orders/${id}`, { token: own.secrets.api_key })).status, 200, id);
    }
    assert.deepEqual(new Set(vouchers), new Set(body.vouchers.map((v) => v.code)));
    const booked = body.summary.wallets[0].available - 100 + 50 * vouchers.length;
    const least = [...acknowledged.values()].reduce((a, b) => a + b, 0);
    assert.ok(booked >= least && booked <= least + 10 * unknown, `${booked} booked, ${least} acknowledged, ${unknown} unknown`);
    assert.equal(await own.stop(), 0);
    rmSync(data, { recursive: true });
    t.diagnostic(`${acknowledged.size} orders acknowledged, ${unknown} answers lost, ${booked} points booked`);
  });
});
