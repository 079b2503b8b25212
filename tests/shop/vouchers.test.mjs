// Vouchers at the checkout, in front of a stand-in for the backend.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buyer, filled, forget, startShop, until, withShop } from './stub.mjs';

let backend;
let shop;
withShop((both) => { ({ backend, shop } = both); });

/** Holds what is asked at this path up until the answer of `during` lets it go. */
async function heldUp(ending, during) {
  let letGo;
  let came = false;
  const gone = new Promise((resolve) => { letGo = resolve; });
  backend.gate = (path) => {
    if (!path.endsWith(ending)) return undefined;
    came = true;
    return gone;
  };
  try {
    return await during({ came: () => until(() => came, ending), letGo });
  } finally {
    letGo();
    backend.gate = () => undefined;
  }
}

const orderOf = (address) => [...shop.store.orders.values()].find(({ email }) => email === address);
const issue = (code, voucher) => backend.vouchers.set(code, { state: 'issued', name: { vi: 'Giảm 30.000', en: '30,000 off' }, ...voucher });
const mailTo = (to) => shop.store.mails.filter((mail) => mail.to === to).at(-1);

describe('vouchers', () => {
  test('applied, shown, spread over the lines and used with the order', async () => {
    issue('ABCDEFGH12345678', { kind: 'fixed_discount', value_minor: 30000 });
    const visitor = await filled(shop, 'robusta-dak-lak', '2');
    const shown = await visitor.post('/checkout/voucher', { ...buyer, voucher: ' ABCDEFGH12345678 ' });
    assert.match(shown.text, /Giảm 30\.000/);
    assert.match(shown.text, /value="Nguyễn Thị Lan"/);
    await visitor.post('/checkout', { ...buyer, email: 'voucher@example.com' });
    const order = [...shop.store.orders.values()].find(({ email }) => email === 'voucher@example.com');
    assert.equal(order.total_minor, 118000 * 2 - 30000 + 25000);
    assert.equal(order.lines[0].discount_minor, 30000);
    await until(() => backend.vouchers.get('ABCDEFGH12345678').state === 'used', 'the use');
    assert.equal(backend.vouchers.get('ABCDEFGH12345678').order, order.number);
  });

  test('typed but not applied: the total is shown before anything is ordered', async () => {
    issue('JUSTTYPED0000000', { kind: 'fixed_discount', value_minor: 10000 });
    const visitor = await filled(shop);
    const { path, text } = await visitor.post('/checkout', { ...buyer, email: 'typed@example.com', voucher: 'JUSTTYPED0000000' });
    assert.equal(path, '/checkout');
    assert.match(text, /Mã đã được áp dụng/);
    assert.ok(![...shop.store.orders.values()].some(({ email }) => email === 'typed@example.com'));
  });

  test('unknown, used and reserved codes are said to be so', async () => {
    issue('USEDUSEDUSEDUSED', { state: 'used', order: 'BM-1', kind: 'fixed_discount', value_minor: 1 });
    issue('HELDHELDHELDHELD', { state: 'reserved', holder: 'other', kind: 'fixed_discount', value_minor: 1 });
    const visitor = await filled(shop);
    const cases = [['NOPENOPENOPENOPE', /không dùng được/], ['USEDUSEDUSEDUSED', /đã được dùng/], ['HELDHELDHELDHELD', /đang được giữ/], ['', /không dùng được/]];
    for (const [voucher, words] of cases) {
      const { text } = await visitor.post('/checkout/voucher', { ...buyer, voucher });
      assert.match(text, words, voucher);
    }
  });

  test('what a voucher gives is read from the programme', async () => {
    issue('COLDCOLDCOLDCOLD', { kind: 'free_product', reward_id: 'cold-brew' });
    const visitor = await filled(shop, 'phin-filter', '1');
    const without = await visitor.post('/checkout/voucher', { ...buyer, voucher: 'COLDCOLDCOLDCOLD' });
    assert.match(without.text, /Cold Brew nguyên bản: thêm món đó/);
    await visitor.post('/cart/add', { sku: 'cold-brew-original', quantity: '2' });
    await visitor.post('/checkout', { ...buyer, email: 'cold@example.com' });
    const order = [...shop.store.orders.values()].find(({ email }) => email === 'cold@example.com');
    assert.deepEqual(order.lines.map((line) => line.discount_minor), [0, 69000]);

    issue('LARGELARGELARGE0', { kind: 'fixed_discount', reward_id: 'off-50k', value_minor: 50000 });
    const small = await filled(shop, 'phin-filter', '1');
    assert.match((await small.post('/checkout/voucher', { ...buyer, voucher: 'LARGELARGELARGE0' })).text, /từ 200\.000/);
    await small.post('/checkout', { ...buyer, email: 'small@example.com' });
    const full = [...shop.store.orders.values()].find(({ email }) => email === 'small@example.com');
    assert.equal(full.discount_minor, 0);
    await until(() => backend.vouchers.get('LARGELARGELARGE0').state === 'issued', 'the release');
  });

  test('a gift card takes nothing off: it comes with the order, and the mail says so', async () => {
    issue('CARDCARDCARDCARD', { kind: 'gift_card', value_minor: 100000 });
    const visitor = await filled(shop);
    const { text } = await visitor.post('/checkout/voucher', { ...buyer, voucher: 'CARDCARDCARDCARD' });
    assert.match(text, /Thẻ quà tặng 100\.000\s₫ sẽ được gửi/);
    await visitor.post('/checkout', { ...buyer, email: 'card@example.com' });
    const order = [...shop.store.orders.values()].find(({ email }) => email === 'card@example.com');
    assert.equal(order.discount_minor, 0);
    assert.match(mailTo('card@example.com').text, /Thẻ quà tặng 100\.000\s₫/);
  });

  test('removed: released, and the price is the old one', async () => {
    issue('REMOVEREMOVE0000', { kind: 'fixed_discount', value_minor: 10000 });
    const visitor = await filled(shop);
    await visitor.post('/checkout/voucher', { ...buyer, voucher: 'REMOVEREMOVE0000' });
    assert.equal(backend.vouchers.get('REMOVEREMOVE0000').state, 'reserved');
    const { text } = await visitor.post('/checkout/voucher/remove', buyer);
    assert.doesNotMatch(text, /REMOVEREMOVE0000/);
    await until(() => backend.vouchers.get('REMOVEREMOVE0000').state === 'issued', 'the release');
  });
});

describe('whose voucher it is', () => {
  const reserved = (code) => backend.requests.filter(({ path }) => path.endsWith(`/${code}/reserve`)).map(({ body }) => JSON.parse(body).customer);

  test("is asked with the buyer's address: somebody else's code does not work, and the words say why", async () => {
    issue('HERSHERSHERS0000', { kind: 'fixed_discount', value_minor: 10000, owner: 'owner@example.com' });
    const visitor = await filled(shop);
    const { text } = await visitor.post('/checkout/voucher', { ...buyer, email: 'Thief@example.com', voucher: 'HERSHERSHERS0000' });
    assert.match(text, /không dùng được.*e-mail/);
    assert.deepEqual(reserved('HERSHERSHERS0000'), [{ email: 'thief@example.com' }]);
  });

  test('is asked again with the order: whoever said it later does not get it, and the code is free at once', async () => {
    issue('LATERLATER000000', { kind: 'fixed_discount', value_minor: 10000, owner: 'owner@example.com' });
    const visitor = await filled(shop);
    assert.match((await visitor.post('/checkout/voucher', { voucher: 'LATERLATER000000' })).text, /Giảm 30/);
    const { text } = await visitor.post('/checkout', { ...buyer, email: 'thief@example.com' });
    assert.match(text, /không dùng được.*e-mail/);
    assert.equal(orderOf('thief@example.com'), undefined);
    await until(() => backend.vouchers.get('LATERLATER000000').state === 'issued', 'the release');
    await visitor.post('/checkout', { ...buyer, email: 'thief@example.com' });
    assert.equal(orderOf('thief@example.com').discount_minor, 0);
  });

  test("is asked with the shop's id of her where she is signed in, as the order will be", async () => {
    issue('SIGNEDIN00000000', { kind: 'fixed_discount', value_minor: 10000, owner: 'mine@example.com' });
    const { id } = shop.store.register({ email: 'mine@example.com', name: 'Lan', password: 'x' });
    const visitor = await filled(shop);
    visitor.keep('bm_session', shop.store.openSession(id));
    const mine = { ...buyer, email: 'mine@example.com' };
    await visitor.post('/checkout/voucher', { ...mine, voucher: 'SIGNEDIN00000000' });
    await visitor.post('/checkout', mine);
    assert.deepEqual(reserved('SIGNEDIN00000000'), Array(2).fill({ email: 'mine@example.com', id }));
    assert.equal(orderOf('mine@example.com').discount_minor, 10000);
  });
});

describe('a code that does not work', () => {
  const sentBy = (text) => Object.fromEntries([...text.matchAll(/name="(voucher|refused)"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [name, value]));

  test('stays to be corrected, and the next order goes without it, as was said', async () => {
    const visitor = await filled(shop);
    const mine = { ...buyer, email: 'without@example.com' };
    const refused = await visitor.post('/checkout', { ...mine, voucher: 'NOPENOPENOPENOPE' });
    assert.match(refused.text, /không dùng được.*đơn sẽ không dùng mã này/);
    const again = await visitor.get('/checkout');
    assert.match(again.text, /đơn sẽ không dùng mã này/);
    for (const { text } of [refused, again]) assert.equal(sentBy(text).voucher, 'NOPENOPENOPENOPE');
    const { path } = await visitor.post('/checkout', { ...mine, ...sentBy(refused.text) });
    assert.match(path, /^\/thanks\//);
    assert.equal(orderOf('without@example.com').discount_minor, 0);
  });

  test('is asked again when it or the address is another, or by its own button', async () => {
    const visitor = await filled(shop);
    const mine = { ...buyer, email: 'again@example.com' };
    const refused = sentBy((await visitor.post('/checkout/voucher', { ...mine, voucher: 'NOPENOPENOPENOP1' })).text);
    const asked = () => backend.requests.filter(({ path }) => /NOP[12]\/reserve$/.test(path)).length;
    await visitor.post('/checkout', { ...mine, ...refused, voucher: 'NOPENOPENOPENOP2' });
    await visitor.post('/checkout', { ...mine, ...refused, email: 'other@example.com' });
    await visitor.post('/checkout/voucher', { ...mine, ...refused });
    assert.equal(asked(), 4);
    assert.equal(orderOf('again@example.com') ?? orderOf('other@example.com'), undefined);
  });
});

describe('a release that comes late', () => {
  /** One order has the discount, the voucher is used, and nothing was refused. */
  const usedOnce = async (code, email) => {
    const order = orderOf(email);
    assert.equal(order.discount_minor, 10000);
    await until(() => shop.store.messagesOf(order.number).every(({ state }) => state !== 'waiting'), 'the messages');
    assert.deepEqual(shop.store.messagesOf(order.number).map(({ type, state }) => `${type} ${state}`).sort(), [
      'order.paid delivered', 'voucher.release delivered', 'voucher.use delivered',
    ]);
    assert.equal(backend.vouchers.get(code).state, 'used');
    assert.equal(backend.vouchers.get(code).order, order.number);
  };

  test('because the backend was away does not give back the voucher of the order', async () => {
    issue('AWAYAWAYAWAY0000', { kind: 'fixed_discount', value_minor: 10000 });
    const visitor = await filled(shop);
    const code = { ...buyer, voucher: 'AWAYAWAYAWAY0000' };
    await visitor.post('/checkout/voucher', code);
    await backend.stop();
    await visitor.post('/checkout/voucher/remove', buyer);
    assert.match((await visitor.post('/checkout/voucher', code)).text, /chưa kiểm tra được mã/);
    await backend.restart();
    assert.match((await visitor.post('/checkout/voucher', code)).text, /Giảm 30/);
    await visitor.post('/checkout', { ...buyer, email: 'away@example.com' });
    await usedOnce('AWAYAWAYAWAY0000', 'away@example.com');
  });

  test('because it is on its way holds the code until it is there', async () => {
    issue('ONITSWAY00000000', { kind: 'fixed_discount', value_minor: 10000 });
    const visitor = await filled(shop);
    const code = { ...buyer, voucher: 'ONITSWAY00000000' };
    await visitor.post('/checkout/voucher', code);
    await heldUp('/release', async () => {
      assert.doesNotMatch((await visitor.post('/checkout/voucher/remove', buyer)).text, /Giảm 30/);
      assert.match((await visitor.post('/checkout/voucher', code)).text, /chưa kiểm tra được mã/);
    });
    assert.match((await visitor.post('/checkout/voucher', code)).text, /Giảm 30/);
    await visitor.post('/checkout', { ...buyer, email: 'onitsway@example.com' });
    await usedOnce('ONITSWAY00000000', 'onitsway@example.com');
  });

  test('by a restart of the shop is still another reservation', async () => {
    issue('RESTARTRESTART00', { kind: 'fixed_discount', value_minor: 10000 });
    let small = await startShop({ backend: backend.url });
    const visitor = await filled(small);
    const code = { ...buyer, voucher: 'RESTARTRESTART00' };
    for (let i = 0; i < 2; i += 1) {
      await visitor.post('/checkout/voucher', code);
      await visitor.post('/checkout/voucher/remove', buyer);
      await small.outgoing.run();
    }
    await small.stop();
    small = await startShop({ backend: backend.url, data: small.data });
    visitor.url = small.url;
    await visitor.post('/checkout/voucher', code);
    const holders = backend.requests.filter(({ path }) => path.endsWith('/RESTARTRESTART00/reserve')).map(({ body }) => JSON.parse(body).checkout_id);
    assert.equal(new Set(holders).size, 3);
    await small.stop();
    forget(small.data);
  });
});

describe('what is posted for one checkout at once', () => {
  test('an order and the removal of its voucher: the order stands, and both answers are it', async () => {
    issue('ATONCEATONCE0000', { kind: 'fixed_discount', value_minor: 10000 });
    const visitor = await filled(shop);
    await visitor.post('/checkout/voucher', { ...buyer, voucher: 'ATONCEATONCE0000' });
    const [placed, removed] = await heldUp('/reserve', async ({ came, letGo }) => {
      const place = visitor.post('/checkout', { ...buyer, email: 'atonce@example.com' });
      await came();
      const remove = visitor.post('/checkout/voucher/remove', buyer);
      await Promise.race([remove, new Promise((resolve) => { setTimeout(resolve, 100); })]);
      letGo();
      return Promise.all([place, remove]);
    });
    assert.deepEqual([placed.status, removed.status], [200, 200]);
    assert.match(placed.path, /^\/thanks\//);
    assert.equal(removed.path, placed.path);
    assert.equal(orderOf('atonce@example.com').discount_minor, 10000);
    await until(() => backend.vouchers.get('ATONCEATONCE0000').state === 'used', 'the use');
  });
});
