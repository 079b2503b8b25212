// Who guesses at accounts: codes of registrations, passwords, and whom the limits meet.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Limits, clientOf } from '../../demo/shop/lib/limits.mjs';
import { Registrations } from '../../demo/shop/lib/registrations.mjs';
import { StubBackend, Visitor, forget, startShop } from './stub.mjs';

const tooMany = /Bạn đã thử nhiều lần/;
const minute = 60_000;

/** Limits belong to a shop: each test has its own. */
async function alone(work) {
  const backend = await new StubBackend().start();
  const shop = await startShop({ backend: backend.url });
  try {
    await work(shop);
  } finally {
    await shop.stop();
    await backend.stop();
    forget(shop.data);
  }
}

const fields = (email) => ({ 'new-name': 'Lan', 'new-email': email, 'new-password': 'a long password' });
const codesTo = (shop, address) => shop.store.mails.filter(({ to }) => to === address).map(({ text }) => /\b(\d{6})\b/.exec(text)[1]);
const notThe = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('the code of a registration', () => {
  test('is guessed ten times at the most, however many registrations are begun, and each has its mail', () => alone(async (shop) => {
    const count = { begun: 0, refused: 0, judged: 0 };
    for (let i = 0; i < 8; i += 1) {
      const thief = new Visitor(shop.url);
      const { path, text } = await thief.post('/account/register', fields('victim@example.com'));
      if (path === '/account/verify') count.begun += 1;
      else if (tooMany.test(text) && text.includes('value="victim@example.com"')) count.refused += 1;
      const wrong = notThe(codesTo(shop, 'victim@example.com').at(-1));
      for (let guess = 0; guess < 5; guess += 1) {
        if (/Mã chưa đúng/.test((await thief.post('/account/verify', { code: wrong })).text)) count.judged += 1;
      }
    }
    assert.deepEqual(count, { begun: 5, refused: 3, judged: 10 });
    assert.equal(codesTo(shop, 'victim@example.com').length, 5);
  }));

  test('stays the one of the last mail when no more are sent, and the page says so', () => alone(async (shop) => {
    const visitor = new Visitor(shop.url);
    await visitor.post('/account/register', fields('again@example.com'));
    for (let i = 0; i < 4; i += 1) await visitor.post('/account/verify/again', {});
    assert.match((await visitor.post('/account/verify/again', {})).text, tooMany);
    const codes = codesTo(shop, 'again@example.com');
    assert.equal(codes.length, 5);
    await visitor.post('/account/verify', { code: codes.at(-1) });
    assert.ok(shop.store.customerByEmail('again@example.com'));
  }));

  test('is asked for thirty times by one client, and no registration is lost by it', () => alone(async (shop) => {
    const first = new Visitor(shop.url);
    await first.post('/account/register', fields('first@example.com'));
    const many = new Visitor(shop.url);
    const paths = [];
    for (let i = 0; i < 31; i += 1) paths.push((await many.post('/account/register', fields(`many${i}@example.com`))).path);
    assert.deepEqual(paths.map((path) => path === '/account/verify'), [...Array(29).fill(true), false, false]);
    await first.post('/account/verify', { code: codesTo(shop, 'first@example.com')[0] });
    assert.ok(shop.store.customerByEmail('first@example.com'));
  }));

  test('ends by time, and is another one after "send a new code", with tries of its own', async () => {
    const clock = { ms: 0 };
    const registrations = new Registrations(() => clock.ms);
    const [id, entry] = await registrations.open('here', { name: 'Lan', email: 'a@example.com', password: 'a long password' });
    for (let i = 0; i < 5; i += 1) assert.equal(registrations.judge('here', entry, ''), 'wrong');
    assert.equal(registrations.judge('here', entry, entry.code), 'limit');
    assert.ok(registrations.renew('here', entry));
    assert.equal(registrations.judge('here', entry, entry.code), 'right');
    clock.ms = 15 * minute;
    assert.equal(registrations.find(id), undefined);
  });
});

describe('limits', () => {
  const times = (n, work) => Array.from({ length: n }, work).filter(Boolean).length;

  test('are of client and address together first: nobody locks another one out', () => {
    const limits = new Limits({ pair: 3, client: 5, address: 7 }, 15);
    assert.equal(times(10, () => limits.allow('thief', 'a', 0)), 3);
    assert.equal(times(10, () => limits.allow('owner', 'a', 0)), 3);
    assert.equal(times(10, () => limits.allow('thief', 'b', 0)), 2, 'of the client, over all addresses');
    assert.equal(times(10, () => limits.allow('third', 'a', 0)), 1, 'of the address, over all clients');
  });

  test('do not count what they refuse: they end when the tries are over', () => {
    const limits = new Limits({ pair: 2, client: 9, address: 9 }, 15);
    assert.equal(times(2, () => limits.allow('c', 'a', 0)), 2);
    for (let at = 0; at < 15; at += 1) assert.equal(limits.allow('c', 'a', at * minute), false);
    assert.equal(limits.allow('c', 'a', 15 * minute), true);
  });

  test('are not washed away by many other keys', () => {
    const limits = new Limits({ pair: 2, client: 99999, address: 99999 }, 15);
    assert.equal(times(3, () => limits.allow('c', 'a', 0)), 2);
    for (let i = 0; i < 20_000; i += 1) limits.allow(`c${i}`, `a${i}`, 1);
    assert.equal(limits.allow('c', 'a', 2), false);
  });

  test('know a client by its address, of IPv6 by its network', () => {
    const cases = [
      ['127.0.0.1', '127.0.0.1'], ['::ffff:10.0.0.7', '10.0.0.7'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'], ['2001:db8:1:2::9', '2001:db8:1:2'],
      ['2001:db8::9', '2001:db8:0:0'], ['::1', '0:0:0:0'], ['fe80::', 'fe80:0:0:0'],
    ];
    for (const [remoteAddress, client] of cases) assert.equal(clientOf({ socket: { remoteAddress } }), client, remoteAddress);
  });
});
