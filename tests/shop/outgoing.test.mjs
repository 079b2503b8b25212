// The queue of the shop's reports: what is tried again, when, and who has to wait for whom.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Outgoing } from '../../demo/shop/lib/outgoing.mjs';
import { withShop } from './stub.mjs';

/** A queue of these ids, a clock that stands, and a list of what was sent. `states`: what each id is answered, else "delivered". */
function queueOf(ids, states) {
  const waiting = new Set(ids);
  const clock = { ms: 0 };
  const sent = [];
  const queue = {
    nextMessage: (isTaken) => [...waiting].map((id) => ({ id })).find(isTaken),
    settleMessage: (id) => waiting.delete(id),
  };
  const send = async ({ id }) => {
    sent.push(id);
    return { state: states[id] ?? 'delivered' };
  };
  const outgoing = new Outgoing(queue, send, { now: () => clock.ms });
  const run = async () => {
    sent.length = 0;
    await outgoing.run();
    outgoing.stop();
    return sent.join('');
  };
  return { run, waiting, clock, queue };
}

describe('the queue', () => {
  test('a message that the backend fails on holds the others up twice, then they pass', async () => {
    const { run, waiting } = queueOf(['a', 'b', 'c'], { a: 'failed' });
    assert.deepEqual([await run(), await run(), await run()], ['a', 'a', 'abc']);
    assert.deepEqual([...waiting], ['a'], 'it is not dropped');
  });
  test('set aside, it is tried again with growing waits, an hour at the most, and settled when it is answered', async () => {
    const states = { a: 'failed' };
    const { run, waiting, clock } = queueOf(['a'], states);
    for (let i = 0; i < 3; i += 1) await run();
    const waits = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const from = clock.ms;
      while (await run() === '') clock.ms += 1000;
      waits.push((clock.ms - from) / 1000);
    }
    assert.deepEqual(waits, [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]);
    delete states.a;
    clock.ms += 3_600_000;
    assert.equal(await run(), 'a');
    assert.equal(waiting.size, 0);
  });
  test('new messages do not wait for the one that is aside, and do not hurry it', async () => {
    const { run, waiting } = queueOf(['a'], { a: 'failed' });
    for (let i = 0; i < 3; i += 1) await run();
    waiting.add('b');
    assert.equal(await run(), 'b');
    assert.equal(await run(), '');
  });
  test('a backend that is away holds all of them, as long as it is away', async () => {
    const states = { a: 'later' };
    const { run } = queueOf(['a', 'b'], states);
    for (let i = 0; i < 10; i += 1) assert.equal(await run(), 'a');
    delete states.a;
    assert.equal(await run(), 'ab');
  });
});

describe('the shop', () => {
  let backend;
  let shop;
  withShop((both) => { ({ backend, shop } = both); });
  const report = (number) => shop.store.placeOrder({ number, lines: [] },
    [{ id: `msg_${number}`, type: 't', order: number, path: '/v1/webhooks/shop', body: '{}' }]);

  test('a report that is answered 500 for ever does not keep the next order from its points', async () => {
    backend.failing.add('msg_BM-1');
    report('BM-1');
    report('BM-2');
    for (let i = 0; i < 3; i += 1) await shop.outgoing.run();
    assert.deepEqual(['BM-1', 'BM-2'].map((number) => shop.store.messagesOf(number)[0].state), ['waiting', 'delivered']);
    assert.equal(shop.store.waiting, 1);
  });
  test('one that is answered 503 does: the backend is away', async () => {
    backend.status = 503;
    report('BM-3');
    report('BM-4');
    for (let i = 0; i < 5; i += 1) await shop.outgoing.run();
    assert.equal(backend.webhooks.some(({ headers }) => headers['webhook-id'] === 'msg_BM-4'), false);
    backend.status = 200;
    await shop.outgoing.run();
    assert.equal(shop.store.messagesOf('BM-4')[0].state, 'delivered');
  });
});
