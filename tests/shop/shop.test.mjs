// The shop as a visitor without scripts meets it, in front of a stand-in for the backend.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { contentSecurityPolicy } from '../../demo/shop/lib/http.mjs';
import { StubBackend, Visitor, buyer, filled, forget, startShop, until, withShop } from './stub.mjs';

let backend;
let shop;
withShop((both) => { ({ backend, shop } = both); });

const codeIn = (text) => /\b(\d{6})\b/.exec(text)[1];
const mailTo = (to) => shop.store.mails.filter((mail) => mail.to === to).at(-1);

async function register(email, name = 'Lan', password = 'a long password') {
  const visitor = new Visitor(shop.url);
  await visitor.post('/account/register', { 'new-name': name, 'new-email': email, 'new-password': password });
  await visitor.post('/account/verify', { code: codeIn(mailTo(email).text) });
  return visitor;
}

describe('pages', () => {
  const pages = ['/', '/shop', '/shop?category=coffee', '/product/phin-filter', '/cart', '/account', '/terms', '/staff', '/outbox'];
  for (const path of pages) {
    for (const lang of ['vi', 'en']) {
      test(`${path} in ${lang} has its headers and nothing inline`, async () => {
        const visitor = await filled(shop);
        await visitor.get(`/?lang=${lang}`);
        const { status, headers, text } = await visitor.get(path);
        assert.equal(status, 200);
        assert.equal(headers.get('content-security-policy'), contentSecurityPolicy);
        assert.equal(headers.get('x-content-type-options'), 'nosniff');
        assert.match(text, new RegExp(`<html lang="${lang}">`));
        assert.match(text, /<main id="main"/);
        assert.doesNotMatch(text, /<style|\sstyle=|\son\w+=|javascript:|undefined|\[object/);
        for (const [, attributes, inside] of text.matchAll(/<script([^>]*)>([^<]*)/g)) {
          assert.match(attributes, /src="\//);
          assert.equal(inside, '');
        }
      });
    }
  }

  test('the widget is one script tag, on the pages of the shop', async () => {
    const tag = '<script async src="/regulars/regulars.js" data-backend="/loyalty"></script>';
    for (const path of ['/', '/shop', '/product/phin-filter', '/cart', '/account', '/terms']) {
      const { text } = await new Visitor(shop.url).get(path);
      assert.equal(text.split(tag).length, 2, path);
    }
    for (const path of ['/staff', '/outbox']) {
      assert.ok(!(await new Visitor(shop.url).get(path)).text.includes(tag), path);
    }
  });

  test('a missing page is 404, a wrong method 405, an unknown file 404', async () => {
    const visitor = new Visitor(shop.url);
    assert.equal((await visitor.get('/product/nope')).status, 404);
    assert.equal((await visitor.get('/static/../server.mjs')).status, 404);
    assert.equal((await visitor.get('/thanks/nope')).status, 404);
    assert.equal((await visitor.post('/shop', {})).status, 405);
  });

  test('files are kept for ever under their hashed address', async () => {
    const { text } = await new Visitor(shop.url).get('/');
    const [, href] = /href="(\/static\/shop\.css\?v=[\w-]+)"/.exec(text);
    const answer = await fetch(shop.url + href);
    assert.match(answer.headers.get('cache-control'), /immutable/);
    const again = await fetch(shop.url + href, { headers: { 'if-none-match': answer.headers.get('etag') } });
    assert.equal(again.status, 304);
    assert.match((await fetch(`${shop.url}/static/shop.css?v=other`)).headers.get('cache-control'), /max-age=300/);
  });

  test('the terms are those of the programme; without the backend they wait', async () => {
    assert.match((await new Visitor(shop.url).get('/terms')).text, /Mỗi 1\.000 ₫ tiền hàng được 1 điểm/);
    const { text } = await new Visitor(shop.url).get('/terms?lang=en');
    for (const words of [/Organiser/, /Silver.*₫600,000/s, /450 points/, /Personal data/]) assert.match(text, words);
    const lonely = await startShop({ backend: 'http://127.0.0.1:9' });
    assert.match((await new Visitor(lonely.url).get('/terms')).text, /chưa tải được/);
    await lonely.stop();
    forget(lonely.data);
  });

  test('the outbox shows the mails of both, as text', async () => {
    const { text } = await new Visitor(shop.url).get('/outbox');
    assert.match(text, /482913/);
    assert.match(text, /&lt;b&gt;code&lt;\/b&gt;/);
  });
});

describe('forms', () => {
  test('another site may not post', async () => {
    const visitor = new Visitor(shop.url);
    const fields = { sku: 'phin-filter' };
    const refused = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }];
    for (const headers of refused) assert.equal((await visitor.post('/cart/add', fields, headers)).status, 403);
    assert.equal((await visitor.post('/cart/add', fields, { origin: shop.url })).status, 200);
  });

  test('other bodies, huge bodies and odd quantities are refused', async () => {
    const visitor = new Visitor(shop.url);
    assert.equal((await visitor.json('/cart/add', { sku: 'phin-filter' })).status, 415);
    assert.equal((await visitor.post('/cart/add', { sku: 'x'.repeat(20000) })).status, 413);
    for (const quantity of ['0', '-1', '1.5', '1e2', 'abc', '1000']) {
      assert.equal((await visitor.post('/cart/add', { sku: 'phin-filter', quantity })).status, 400, quantity);
    }
  });

  test('a return address of another site is not followed', async () => {
    const answer = await fetch(`${shop.url}/cart/add`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ sku: 'phin-filter', back: '//evil.example' }),
    });
    assert.equal(answer.headers.get('location'), '/cart');
  });

  test('quantities are limited, zero removes', async () => {
    const visitor = await filled(shop, 'phin-filter', '15');
    await visitor.post('/cart/add', { sku: 'phin-filter', quantity: '15' });
    assert.equal(visitor.cookie('bm_cart'), 'phin-filter*20');
    await visitor.post('/cart/update', { 'phin-filter': '3' });
    assert.equal(visitor.cookie('bm_cart'), 'phin-filter*3');
    await visitor.post('/cart/update', { 'phin-filter': '0' });
    assert.equal(visitor.cookie('bm_cart'), '');
  });
});

describe('checkout', () => {
  test('wrong fields are named, and nothing typed is lost', async () => {
    const visitor = await filled(shop);
    const { status, text } = await visitor.post('/checkout', { ...buyer, email: 'nope', phone: '12' });
    assert.equal(status, 422);
    assert.match(text, /id="email-error"/);
    assert.match(text, /id="phone-error"/);
    assert.match(text, /value="Nguyễn Thị Lan"/);
  });

  test('after the order a customer is led to her orders, a guest to no empty page', async () => {
    const guest = await (await filled(shop)).post('/checkout', buyer);
    assert.doesNotMatch(guest.text, /Đơn hàng của bạn/);
    assert.match(guest.text, /thấy lại đơn này/);
    const customer = await register('thanks@example.com');
    await customer.post('/cart/add', { sku: 'phin-filter' });
    const done = await customer.post('/checkout', buyer);
    assert.match(done.path, /^\/thanks\//);
    assert.match(done.text, /href="\/account">Đơn hàng của bạn/);
  });

  test('whose the points are is said plainly to whoever proved the address, and only to her', async () => {
    const email = 'mine@example.com';
    const mine = await register(email);
    const order = async (visitor, to) => {
      await visitor.post('/cart/add', { sku: 'phin-filter' });
      return (await visitor.post('/checkout', { ...buyer, email: to })).text;
    };
    assert.match(await order(mine, email), /đã ghi vào tài khoản của bạn, mine@example\.com/);
    // Somebody else's address: the answer would tell whether she is a member.
    assert.match(await order(mine, 'hers@example.com'), /dành cho tài khoản hers@example\.com/);
    assert.match(await order(await filled(shop), email), /dành cho tài khoản mine@example\.com/);
    backend.booked = 'guest';
    assert.match(await order(mine, email), /mine@example\.com chưa là khách quen/);
    backend.booked = 'booked';
    await backend.stop();
    assert.match(await order(mine, email), /dành cho tài khoản mine@example\.com/);
    await backend.restart();
  });

  test('an order is kept, confirmed and reported with its lines', async () => {
    const visitor = await filled(shop, 'cold-brew-original', '2');
    await visitor.post('/cart/add', { sku: 'gift-card' });
    const done = await visitor.post('/checkout', { ...buyer, email: 'Paid@Example.com' });
    assert.match(done.path, /^\/thanks\//);
    await until(() => backend.webhooks.some(({ body }) => body.includes('paid@example.com')), 'the webhook');
    const { data, type } = JSON.parse(backend.webhooks.find(({ body }) => body.includes('paid@example.com')).body);
    assert.equal(type, 'order.paid');
    assert.deepEqual(data.customer, { email: 'paid@example.com' });
    const { id, ...order } = data.order;
    assert.match(id, /^BM-\d+$/);
    assert.deepEqual(order, {
      currency: 'VND', channel: 'web',
      lines: [
        { id: '1', sku: 'cold-brew-original', category: 'ready', tags: ['cold'], quantity: 2, amount_minor: 138000, discount_minor: 0, tax_minor: 0, gift_card: false },
        { id: '2', sku: 'gift-card', category: 'gifts', tags: ['gift', 'gift-card'], quantity: 1, amount_minor: 200000, discount_minor: 0, tax_minor: 0, gift_card: true },
      ],
      shipping_minor: 25000, shipping_tax_minor: 0,
      tenders: [{ kind: 'cash', amount_minor: 363000 }],
    });
    assert.match(mailTo('paid@example.com').subject, new RegExp(id));
  });

  test('the cart that the widget quotes is the order that is reported', async () => {
    const visitor = await filled(shop, 'culi-honey', '3');
    const { text } = await visitor.get('/cart');
    const cart = JSON.parse(/cart="([^"]*)"/.exec(text)[1].replaceAll('&quot;', '"'));
    await visitor.post('/checkout', { ...buyer, email: 'same@example.com' });
    await until(() => backend.webhooks.some(({ body }) => body.includes('same@example.com')), 'the webhook');
    const { id, tenders, ...order } = JSON.parse(backend.webhooks.find(({ body }) => body.includes('same@example.com')).body).data.order;
    assert.deepEqual(order, cart);
    assert.ok(id && tenders);
  });

  test('names are text, wherever they are shown', async () => {
    const evil = '"><img src=x onerror=alert(1)> & <b>';
    const visitor = await filled(shop);
    await visitor.post('/checkout', { ...buyer, name: evil, address: evil, message: evil });
    for (const path of ['/staff', '/outbox']) {
      const { text } = await visitor.get(path);
      assert.doesNotMatch(text, /<img src=x|<b>"/);
      assert.match(text, /&quot;&gt;&lt;img src=x onerror=alert\(1\)&gt; &amp; &lt;b&gt;/);
    }
  });

  test('sending the form twice orders once', async () => {
    const visitor = await filled(shop);
    const first = await visitor.post('/checkout', { ...buyer, email: 'twice@example.com' });
    const second = await visitor.post('/checkout', { ...buyer, email: 'twice@example.com' });
    assert.equal(second.path, first.path);
    assert.equal([...shop.store.orders.values()].filter((order) => order.email === 'twice@example.com').length, 1);
  });

  test('sending it twice at once does too, with a voucher as well', async () => {
    for (const voucher of ['', 'ATONCEATONCE0000']) {
      const email = `at-once-${voucher.length}@example.com`;
      backend.vouchers.set(voucher, { state: 'issued', name: { en: 'x' }, kind: 'fixed_discount', value_minor: 1000 });
      const visitor = await filled(shop);
      if (voucher) await visitor.post('/checkout/voucher', { ...buyer, voucher });
      const pages = await Promise.all([1, 2, 3].map(() => visitor.post('/checkout', { ...buyer, email })));
      assert.equal(new Set(pages.map(({ path }) => path)).size, 1);
      assert.match(pages[0].path, /^\/thanks\//);
      assert.equal([...shop.store.orders.values()].filter((order) => order.email === email).length, 1);
      assert.equal(shop.store.mails.filter(({ to }) => to === email).length, 1);
    }
  });

  test('whose answer was lost finds the order at the checkout, and what comes into the cart next is another order', async () => {
    const visitor = await filled(shop);
    const cart = visitor.cookie('bm_cart');
    const placed = await visitor.post('/checkout', { ...buyer, email: 'lost@example.com' });
    visitor.keep('bm_cart', cart);
    assert.equal((await visitor.get('/checkout')).path, placed.path);
    await visitor.post('/cart/add', { sku: 'phin-filter', quantity: '1' });
    const next = await visitor.post('/checkout', { ...buyer, email: 'lost@example.com' });
    assert.match(next.path, /^\/thanks\//);
    assert.notEqual(next.path, placed.path);
    assert.equal([...shop.store.orders.values()].filter(({ email }) => email === 'lost@example.com').length, 2);
  });

  test("a checkout's name that is none of ours is not taken", async () => {
    const visitor = await filled(shop);
    visitor.keep('bm_checkout', 'guess');
    const { path } = await visitor.post('/checkout', { ...buyer, email: 'guess@example.com' });
    assert.match(path, /^\/thanks\/[\w-]{24}$/);
  });
});

describe('the backend away', () => {
  test('orders go on, vouchers say so, and reports arrive later, once', async () => {
    const other = await new StubBackend().start();
    let small = await startShop({ backend: other.url });
    await other.stop();
    const visitor = new Visitor(small.url);
    await visitor.post('/cart/add', { sku: 'phin-filter' });
    const refused = await visitor.post('/checkout/voucher', { ...buyer, voucher: 'ABCDEFGH12345678' });
    assert.match(refused.text, /chưa kiểm tra được mã/);
    const done = await visitor.post('/checkout', { ...buyer, email: 'later@example.com' });
    assert.match(done.path, /^\/thanks\//);
    const waiting = small.store.nextMessage();
    assert.equal(waiting.type, 'order.paid');

    // The shop restarts while the backend is still away; nothing is lost.
    await small.stop();
    small = await startShop({ backend: other.url, data: small.data });
    assert.deepEqual(small.store.nextMessage(), waiting);
    assert.equal(small.store.orders.size, 1);

    await other.restart();
    await small.outgoing.run();
    await small.outgoing.run();
    assert.equal(other.webhooks.length, 1);
    assert.equal(other.webhooks[0].headers['webhook-id'], waiting.id);
    assert.equal(other.webhooks[0].body, waiting.body);
    assert.equal(small.store.waiting, 0);
    await small.stop();
    await other.stop();
    forget(small.data);
  });

  test('a message without an answer is sent again under the same id', async () => {
    const other = await new StubBackend().start();
    const small = await startShop({ backend: other.url });
    other.status = 503;
    const visitor = new Visitor(small.url);
    await visitor.post('/cart/add', { sku: 'phin-filter' });
    await visitor.post('/checkout', buyer);
    await until(() => other.webhooks.length === 1, 'the first try');
    other.status = 200;
    await until(() => other.webhooks.length === 2, 'the second try, by itself');
    const [first, second] = other.webhooks;
    assert.equal(second.headers['webhook-id'], first.headers['webhook-id']);
    assert.equal(second.body, first.body);
    await until(() => small.store.waiting === 0, 'the answer');
    await small.stop();
    await other.stop();
    forget(small.data);
  });

  test('a refused message does not hold up the ones behind it', async () => {
    const other = await new StubBackend().start();
    const small = await startShop({ backend: other.url });
    other.status = 422;
    small.store.placeOrder({ number: 'BM-1', lines: [] }, [{ id: 'msg_1', type: 't', order: 'BM-1', path: '/v1/webhooks/shop', body: '{}' }]);
    small.store.placeOrder({ number: 'BM-2', lines: [] }, [{ id: 'msg_2', type: 't', order: 'BM-2', path: '/v1/webhooks/shop', body: '{}' }]);
    await small.outgoing.run();
    assert.deepEqual(small.store.messagesOf('BM-1').map(({ state }) => state), ['rejected']);
    assert.equal(other.webhooks.length, 2);
    await small.stop();
    await other.stop();
    forget(small.data);
  });
});

describe('staff', () => {
  const place = async (email) => {
    const visitor = await filled(shop, 'phin-filter', '1');
    await visitor.post('/cart/add', { sku: 'lotus-tea' });
    await visitor.post('/checkout', { ...buyer, email });
    return [...shop.store.orders.values()].find((order) => order.email === email).number;
  };
  const reports = (number) => shop.store.messagesOf(number).map(({ body }) => JSON.parse(body)).slice(1);

  test('delivered is reported once', async () => {
    const number = await place('deliver@example.com');
    const visitor = new Visitor(shop.url);
    await visitor.post('/staff/deliver', { order: number });
    await visitor.post('/staff/deliver', { order: number });
    const [only, none] = reports(number);
    assert.equal(only.type, 'order.delivered');
    assert.equal(only.data.order_id, number);
    assert.equal(none, undefined);
  });

  test('one line, then the rest: each once, and the whole is never refunded twice', async () => {
    const number = await place('refund@example.com');
    const visitor = new Visitor(shop.url);
    await visitor.post('/staff/refund', { order: number, line: '2' });
    await visitor.post('/staff/refund', { order: number, line: '2' });
    await visitor.post('/staff/refund', { order: number });
    await visitor.post('/staff/refund', { order: number });
    const [line, rest, none] = reports(number).map(({ data }) => data);
    assert.deepEqual(line.lines, [{ id: '2', quantity: 1 }]);
    assert.deepEqual(rest.lines, [{ id: '1', quantity: 1 }]);
    assert.equal(rest.shipping_minor, 25000);
    assert.notEqual(line.refund_id, rest.refund_id);
    assert.equal(none, undefined);
  });

  test('the whole at once says all', async () => {
    const number = await place('all@example.com');
    await new Visitor(shop.url).post('/staff/refund', { order: number });
    assert.equal(reports(number)[0].data.all, true);
  });

  test('an order that is not there is 404', async () => {
    assert.equal((await new Visitor(shop.url).post('/staff/deliver', { order: 'BM-9999' })).status, 404);
  });
});

describe('accounts', () => {
  test('an address is proved by a code before it is an account', async () => {
    const visitor = new Visitor(shop.url);
    const fields = { 'new-name': 'Mai', 'new-email': 'Mai@Example.com', 'new-password': 'a long password' };
    const { path } = await visitor.post('/account/register', fields);
    assert.equal(path, '/account/verify');
    assert.equal(shop.store.customerByEmail('mai@example.com'), undefined);
    const wrong = await visitor.post('/account/verify', { code: '000000' });
    assert.equal(wrong.status, 422);
    const done = await visitor.post('/account/verify', { code: codeIn(mailTo('mai@example.com').text) });
    assert.match(done.text, /Chào Mai/);
  });

  test('guessing the code ends after five tries', async () => {
    const visitor = new Visitor(shop.url);
    await visitor.post('/account/register', { 'new-name': 'Guess', 'new-email': 'guess@example.com', 'new-password': 'a long password' });
    for (let i = 0; i < 5; i += 1) await visitor.post('/account/verify', { code: 'nope' });
    await visitor.post('/account/verify', { code: codeIn(mailTo('guess@example.com').text) });
    assert.equal(shop.store.customerByEmail('guess@example.com'), undefined);
  });

  test('a known address looks the same and gets a mail without a code', async () => {
    await register('known@example.com');
    const visitor = new Visitor(shop.url);
    const { path, status } = await visitor.post('/account/register', { 'new-name': 'X Y', 'new-email': 'known@example.com', 'new-password': 'another password' });
    assert.deepEqual([path, status], ['/account/verify', 200]);
    assert.doesNotMatch(mailTo('known@example.com').text, /\d{6}/);
  });

  test('sign in, sign out, wrong password', async () => {
    await register('door@example.com');
    const visitor = new Visitor(shop.url);
    assert.equal((await visitor.post('/account/sign-in', { email: 'door@example.com', password: 'wrong' })).status, 422);
    assert.equal((await visitor.post('/account/sign-in', { email: 'nobody@example.com', password: 'wrong' })).status, 422);
    assert.match((await visitor.post('/account/sign-in', { email: 'Door@example.com', password: 'a long password' })).text, /Chào Lan/);
    const session = visitor.cookie('bm_session');
    await visitor.post('/account/sign-out', {});
    assert.equal(shop.store.customerOfSession(session), undefined);
  });

  test('sign-in is limited per address', async () => {
    await register('limit@example.com');
    const visitor = new Visitor(shop.url);
    for (let i = 0; i < 10; i += 1) await visitor.post('/account/sign-in', { email: 'limit@example.com', password: 'wrong' });
    const { status } = await visitor.post('/account/sign-in', { email: 'limit@example.com', password: 'a long password' });
    assert.equal(status, 422);
  });

  test('neither passwords nor session secrets are in the journal', async () => {
    const visitor = await register('journal@example.com', 'Lan', 'the password itself');
    const journal = readFileSync(join(shop.data, 'shop.jsonl'), 'utf8');
    assert.doesNotMatch(journal, /the password itself/);
    assert.ok(!journal.includes(visitor.cookie('bm_session')));
  });
});

test('a torn last line is dropped, everything before it is kept', async () => {
  const small = await startShop({ backend: backend.url });
  small.store.register({ email: 'torn@example.com', name: 'T', password: 'x' });
  await small.stop();
  appendFileSync(join(small.data, 'shop.jsonl'), '{"kind":"order.pla');
  const again = await startShop({ backend: backend.url, data: small.data });
  assert.ok(again.store.customerByEmail('torn@example.com'));
  again.store.register({ email: 'after@example.com', name: 'A', password: 'x' });
  await again.stop();
  const third = await startShop({ backend: backend.url, data: small.data });
  assert.ok(third.store.customerByEmail('after@example.com'));
  await third.stop();
  forget(small.data);
});

test('what is no path is answered, not dropped', async () => {
  const { port } = new URL(shop.url);
  const status = (path) => new Promise((resolve, reject) => {
    request({ port, path, host: '127.0.0.1' }, (answer) => { answer.resume(); resolve(answer.statusCode); }).on('error', reject).end();
  });
  assert.equal(await status('//'), 404);
  assert.equal(await status('http://[bad'), 400);
  assert.equal(await status('*'), 400);
});
