// Two accounts of one person become one: what was either's is hers, whichever of the two is named.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Backend, balance, now, peopleOf } from './support.mjs';

let backend;
before(async () => { backend = await Backend.start(); });
after(() => backend.stop());

const { member, email, me, refund } = peopleOf(() => backend);
const merge = (id, from) => backend.merchant(`/v1/members/${id}/merge`, { from });

describe('two accounts of one person', () => {
  test('become one, once: balances, orders, vouchers and both addresses lead to the one that stays', async () => {
    const stays = await member();
    const address = email();
    const goes = await member();
    const other = email();
    await backend.paid(address, 'merge-1', 10_000);
    await backend.paid(other, 'merge-2', 20_000);
    const [a, b] = [(await me(stays)).member.id, (await me(goes)).member.id];
    const points = balance(await me(stays)) + balance(await me(goes));
    const first = await merge(a, b);
    assert.deepEqual([first.status, first.body.member.id, balance(first.body)], [200, a, points]);
    const again = await merge(a, b);
    assert.equal(again.status, 200, JSON.stringify(again.body));
    assert.equal(balance(again.body), points);
    assert.deepEqual([(await merge(a, a)).code, (await merge(a, 'm_nobody')).code], ['same_member', 'not_found']);
    assert.equal((await me(goes)).member.id, a);
    const later = await backend.paid(other, 'merge-3', 5_000);
    assert.equal(later.body.status, 'booked');
    await refund('merge-2', 'merge-r', { all: true });
    assert.equal(balance(await me(stays)), points - 20 + 5);
    // Both welcome gifts came along; docs/developers-api.md says how the shop takes one back.
    const gift = { type: 'points_adjusted', id: `merge-${b}`, occurred_at: now(), wallet: 'points', units: -100, reason: 'Welcome gift of a second account', actor: 'mai' };
    assert.equal((await backend.merchant('/v1/events', { member_id: a, event: gift })).body.status, 'booked');
    assert.equal(balance(await me(stays)), points - 20 + 5 - 100);
  });

  test('her vouchers are hers by what the shop knows of either account, and nobody else\'s', async () => {
    for (const id of ['v-stays', 'v-goes', 'v-other']) await backend.merchant('/v1/members', { id, email: `${id}@example.com`, customer_id: `c-${id}` });
    await backend.merchant('/v1/events', { member_id: 'v-stays', event: { type: 'redemption_requested', id: 'v-r', occurred_at: now(), reward_id: 'off-20' } });
    const { vouchers: [{ code }] } = (await merge('v-stays', 'v-goes')).body;
    const reserve = async (customer) => {
      const { body } = await backend.merchant(`/v1/vouchers/${code}/reserve`, { checkout_id: 'k', customer });
      return body.state ?? body.code;
    };
    for (const id of ['v-stays', 'v-goes']) {
      assert.deepEqual([id, await reserve({ id: `c-${id}` }), await reserve({ email: `${id}@example.com` })], [id, 'reserved', 'reserved']);
    }
    assert.deepEqual([await reserve({ id: 'c-v-other' }), await reserve({ email: 'v-other@example.com' })], ['voucher_unknown', 'voucher_unknown']);
    assert.deepEqual([await reserve({ id: 'c-nobody', email: 'v-goes@example.com' }), await reserve({ email: 'no address' })], ['voucher_unknown', 'voucher_unknown']);
  });

  test('an account that is part of another one is answered with whom it is now', async () => {
    const [gone, stays, third] = ['g-gone', 'g-stays', 'g-third'];
    for (const id of [gone, stays, third]) await backend.merchant('/v1/members', { id, email: `${id}@example.com` });
    assert.equal((await merge(stays, gone)).status, 200);
    const refused = await merge(third, gone);
    assert.deepEqual([refused.status, refused.code, refused.body.path], [409, 'already_merged', 'from']);
    assert.equal(refused.body.detail, 'It was merged and is "g-stays" now: name that one.');
    assert.equal(refused.body.params.into, stays);
    // The same by an event, under the id of the first merge or under one of its own.
    for (const [into, id] of [[third, gone], [third, 'again'], [stays, 'again'], [gone, 'again']]) {
      const event = { type: 'member_merged', id, occurred_at: now(), from: gone };
      const told = await backend.merchant('/v1/events', { member_id: into, event });
      assert.deepEqual([told.status, told.code, told.body.path, told.body.params.into], [409, 'already_merged', 'event.from', stays]);
    }
    assert.equal((await merge(gone, stays)).code, 'same_member');
    // Named by the account that she was, the other is brought to whom she is now; and then both are.
    assert.equal((await merge(gone, third)).body.member.id, stays);
    assert.deepEqual([(await merge(stays, third)).status, (await merge(stays, gone)).status], [200, 200]);
  });

  const change = (who, body) => backend.call('PATCH', '/v1/me', { body, token: who.token });
  test('she keeps what she said of herself, and what she never said is what the other account knew', async () => {
    const [stays, goes, third] = [await member(), await member(), await member()];
    assert.equal((await change(stays, { name: 'Lan' })).status, 200);
    assert.equal((await change(goes, { name: 'Nguyễn Thị Lan', birthday: { month: 5, day: 17 }, consent: { marketing: true, version: '1' } })).status, 200);
    assert.equal((await change(third, { birthday: { month: 1, day: 2 } })).status, 200);
    const ids = await Promise.all([stays, goes, third].map(async (who) => (await me(who)).member.id));
    const merged = (await merge(ids[0], ids[1])).body.member;
    assert.deepEqual([merged.name, merged.birthday, merged.consent], ['Lan', { month: 5, day: 17 }, { marketing: false }]);
    assert.deepEqual((await merge(ids[0], ids[2])).body.member.birthday, { month: 5, day: 17 });
    assert.equal((await change(stays, { name: null })).body.member.name, null);
    assert.equal((await merge(ids[0], ids[1])).body.member.name, null, 'asked again, it changes nothing');
  });

  test('her history goes on with that of the other account, page by page, each entry once', async () => {
    const stays = await member();
    const address = email();
    const goes = await member();
    await backend.paid(email(), 'merge-4', 30_000);
    await backend.paid(address, 'merge-5', 10_000);
    assert.equal((await merge((await me(stays)).member.id, (await me(goes)).member.id)).status, 200);
    const page = async (query) => (await backend.get(`/v1/me/entries${query}`, { token: stays.token })).body;
    const all = await page('');
    const kinds = all.entries.map(({ kind, order }) => order ?? kind);
    assert.equal(all.next, null);
    const own = kinds.indexOf('merged_out');
    assert.deepEqual([kinds[0], kinds.includes('merge-5'), kinds.indexOf('merge-5') < own, kinds.indexOf('merge-4') > own], ['merged_in', true, true, true], kinds.join(' '));
    assert.equal(all.entries.reduce((sum, { units }) => sum + units, 0), balance(await me(stays)));
    for (const limit of [1, 2, 3]) {
      const found = [];
      for (let next = ''; next !== null;) {
        const some = await page(`?limit=${limit}${next && `&before=${next}`}`);
        found.push(...some.entries);
        next = some.next;
      }
      assert.deepEqual(found, all.entries);
    }
    assert.deepEqual(await page('?before=9007199254740991'), all);
  });
});
