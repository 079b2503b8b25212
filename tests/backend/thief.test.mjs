// With a thief's eyes: the same points twice, by way of times and ids rather than of races (those are in money.test.mjs).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { Backend, balance, now, sleep } from './support.mjs';

let backend;
before(async () => { backend = await Backend.start(); });
after(() => backend.stop());

let people = 0;
const member = async () => {
  people += 1;
  const email = `thief${people}@example.com`;
  return { email, ...await backend.join(email) };
};
const me = async (who) => (await backend.get('/v1/me', { token: who.token })).body;
const redeem = (who, reward, id = randomUUID()) => backend.post('/v1/me/redemptions', { redemption_id: id, reward_id: reward }, { token: who.token });
const event = (who, body) => backend.merchant('/v1/events', { member_id: who.me.member.id, event: body });
const refund = (order, id, at, data) => backend.webhook({ type: 'order.refunded', timestamp: now(), data: { order_id: order, refund_id: id, occurred_at: at, ...data } });

describe('an earlier time', () => {
  test('does not spend again what was spent since', async () => {
    const who = await member();
    await sleep(5);
    const before = now();
    await sleep(5);
    assert.equal((await redeem(who, 'off-20')).status, 201);
    assert.equal(balance(await me(who)), 0);
    for (const occurred_at of [before, now()]) {
      const again = await event(who, { type: 'redemption_requested', id: randomUUID(), occurred_at, reward_id: 'off-20' });
      assert.deepEqual([again.status, again.code, again.body.params.missing], [422, 'insufficient_points', 100], again.raw);
    }
    const { summary, vouchers } = await me(who);
    assert.deepEqual([summary.wallets[0].available, summary.wallets[0].debt, vouchers.length], [0, 0, 1]);
  });
});

describe('refunds of one instant', () => {
  test('are taken as they come, whatever their ids, and never more than the order', async () => {
    const who = await member();
    await backend.paid(who.email, 'thief-1', 100_000);
    assert.equal(balance(await me(who)), 200);
    const at = now();
    assert.equal((await refund('thief-1', 'z', at, { amount_minor: 60_000 })).body.status, 'booked');
    assert.equal((await refund('thief-1', 'a', at, { amount_minor: 40_000 })).body.status, 'booked');
    const over = await refund('thief-1', 'b', at, { amount_minor: 1 });
    assert.deepEqual([over.status, over.code], [409, 'order_already_refunded'], over.raw);
    assert.equal(balance(await me(who)), 100);
  });
  test('before their order are no more than the order either', async () => {
    const who = await member();
    const at = now();
    for (const [id, amount_minor] of [['y', 60_000], ['x', 60_000]]) {
      assert.equal((await refund('thief-2', `early-${id}`, at, { amount_minor })).body.status, 'parked');
    }
    await backend.paid(who.email, 'thief-2', 100_000);
    assert.equal(balance(await me(who)), 140, 'the first fits, the second does not');
  });
});

describe('a cancelled redemption', () => {
  test('gives back once, however often it is cancelled under whatever id', async () => {
    const who = await member();
    const { body } = await redeem(who, 'off-20');
    const cancel = () => event(who, { type: 'redemption_cancelled', id: randomUUID(), occurred_at: now(), redemption_id: body.redemption.id });
    assert.equal((await cancel()).body.status, 'booked');
    for (let i = 0; i < 3; i += 1) {
      const again = await cancel();
      assert.deepEqual([again.status, again.code], [409, 'redemption_not_captured'], again.raw);
    }
    assert.equal(balance(await me(who)), 100);
  });
  test('whose voucher a checkout holds, or was used, gives nothing: the discount was had', async () => {
    const who = await member();
    const { body } = await redeem(who, 'off-20');
    const step = (name, order) => backend.merchant(`/v1/vouchers/${body.voucher.code}/${name}`, { checkout_id: 'k-used', ...order });
    const earlier = now();
    await sleep(5);
    const refused = async (code, occurred_at = now()) => {
      const answer = await event(who, { type: 'redemption_cancelled', id: randomUUID(), occurred_at, redemption_id: body.redemption.id });
      assert.deepEqual([answer.status, answer.code, answer.body.path], [409, code, 'event.redemption_id'], answer.raw);
      assert.equal(balance(await me(who)), 0);
    };
    assert.equal((await step('reserve')).status, 200);
    await refused('voucher_reserved');
    assert.equal((await step('use', { order_id: 'thief-used' })).body.state, 'used');
    await refused('redemption_used');
    await refused('redemption_used', earlier);
    assert.equal((await me(who)).vouchers[0].state, 'used');
    assert.equal((await event(who, { type: 'points_adjusted', id: randomUUID(), occurred_at: now(), wallet: 'points', units: 100, reason: 'goodwill', actor: 'mai' })).body.status, 'booked');
    assert.equal(balance(await me(who)), 100);
  });
  test('whose voucher a checkout gave back gives the points back, once, and the same again is known', async () => {
    const who = await member();
    const { body } = await redeem(who, 'off-20');
    const step = (name) => backend.merchant(`/v1/vouchers/${body.voucher.code}/${name}`, { checkout_id: 'k-back' });
    assert.equal((await step('reserve')).status, 200);
    assert.equal((await step('release')).body.state, 'released');
    const cancelled = { type: 'redemption_cancelled', id: randomUUID(), occurred_at: now(), redemption_id: body.redemption.id };
    assert.equal((await event(who, cancelled)).body.status, 'booked');
    assert.equal((await event(who, cancelled)).body.status, 'duplicate');
    assert.equal(balance(await me(who)), 100);
    // The request for it, sent again, brings nothing back: it says how it stands.
    const again = await redeem(who, 'off-20', body.redemption.id);
    assert.deepEqual([again.status, again.body.redemption.state, again.body.voucher.state], [200, 'cancelled', 'expired'], again.raw);
    assert.equal(balance(again.body.me), 100);
  });
  test('of somebody else gives nothing', async () => {
    const [who, other] = [await member(), await member()];
    const { body } = await redeem(who, 'off-20');
    const stolen = await event(other, { type: 'redemption_cancelled', id: randomUUID(), occurred_at: now(), redemption_id: body.redemption.id });
    assert.deepEqual([stolen.status, stolen.code], [404, 'unknown_redemption'], stolen.raw);
    assert.deepEqual([balance(await me(who)), balance(await me(other))], [0, 100]);
  });
});
