// The integration that the docs quote: signatures, tokens, what may pass through the proxy.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { Regulars, identityToken, orderMessage, signWebhook, voucherMessage } from '../../demo/shop/integration.mjs';
import { StubBackend, Visitor, forget, secrets, startShop, withShop } from './stub.mjs';

const decode = (part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

test('the example stays under 100 lines of at most 100 characters', () => {
  const lines = readFileSync(new URL('../../demo/shop/integration.mjs', import.meta.url), 'utf8').trimEnd().split('\n');
  assert.ok(lines.length < 100, `${lines.length} lines`);
  assert.deepEqual(lines.filter((line) => line.length > 100), []);
});

test('a webhook is signed as the Standard Webhooks specification prints it', () => {
  // Known answer from the specification's reference libraries.
  const headers = signWebhook(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    '{"test": 2432232314}',
    1614265330_000,
  );
  assert.deepEqual(headers, {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('the identity token vouches for two minutes', () => {
  const now = Date.parse('2026-11-22T05:00:00Z');
  const customer = { id: 'c-1', email: 'lan@example.com', password: 'never in a token' };
  const token = identityToken(secrets.shop_jwt, customer, now);
  const [head, claims, signature] = token.split('.');
  assert.deepEqual(decode(head), { alg: 'HS256', typ: 'JWT', kid: 'shop-1' });
  const { jti, ...rest } = decode(claims);
  assert.deepEqual(rest, {
    iss: 'ca-phe-binh-minh', aud: 'regulars', sub: 'c-1', iat: 1795323600, exp: 1795323720,
    email: 'lan@example.com', email_verified: true,
  });
  assert.match(jti, /^[0-9a-f-]{36}$/);
  const mac = createHmac('sha256', 'a shop secret for tests only').update(`${head}.${claims}`);
  assert.equal(signature, mac.digest('base64url'));
  assert.notEqual(decode(identityToken(secrets.shop_jwt, customer, now).split('.')[1]).jti, jti);
});

test('messages carry what the backend expects and an id of their own', () => {
  const paid = orderMessage('order.paid', 'BM-1', { order: { id: 'BM-1' } });
  assert.equal(paid.path, '/v1/webhooks/shop');
  assert.deepEqual(Object.keys(JSON.parse(paid.body)), ['type', 'timestamp', 'data']);
  assert.notEqual(orderMessage('order.paid', 'BM-1', {}).id, paid.id);
  const use = voucherMessage('use', 'A/B ?', 'ck', 'BM-1');
  assert.equal(use.path, '/v1/vouchers/A%2FB%20%3F/use');
  assert.deepEqual(JSON.parse(use.body), { checkout_id: 'ck', order_id: 'BM-1' });
  assert.deepEqual(JSON.parse(voucherMessage('release', 'A', 'ck', 'BM-1').body), { checkout_id: 'ck' });
});

describe('sending', () => {
  const cases = [
    // [status of the backend, what becomes of the message]
    [503, 'later'], [500, 'failed'], [429, 'later'], [408, 'later'], [401, 'later'],
    [422, 'rejected'], [409, 'rejected'], [400, 'rejected'], [202, 'delivered'], [200, 'delivered'],
  ];
  for (const [status, state] of cases) {
    test(`${status} means ${state}`, async () => {
      const backend = await new StubBackend().start();
      backend.status = status;
      const regulars = new Regulars({ backend: backend.url, secrets: () => secrets, shopper: () => null });
      const { state: got } = await regulars.send(orderMessage('order.paid', 'BM-1', {}));
      await backend.stop();
      assert.equal(got, state);
    });
  }

  test('without secrets, or without a backend, a message waits', async () => {
    const away = new Regulars({ backend: 'http://127.0.0.1:9', secrets: () => secrets, shopper: () => null });
    assert.equal((await away.send(orderMessage('order.paid', 'BM-1', {}))).state, 'later');
    assert.deepEqual(await away.reserve('ABCDEFGH', 'ck'), { away: true });
    const bare = new Regulars({ backend: 'http://127.0.0.1:9', secrets: () => null, shopper: () => null });
    assert.equal((await bare.send(orderMessage('order.paid', 'BM-1', {}))).state, 'later');
  });
});

describe('what passes through the proxy', () => {
  let backend;
  let shop;
  withShop((both) => { ({ backend, shop } = both); });
  const last = () => backend.requests.at(-1);

  test('the browser routes', async () => {
    const visitor = new Visitor(shop.url);
    await visitor.get('/loyalty/v1/me/entries?limit=20', { authorization: 'Bearer of-the-member' });
    assert.equal(last().path, '/v1/me/entries?limit=20');
    assert.equal(last().headers.authorization, 'Bearer of-the-member');
    assert.equal(last().headers['x-forwarded-for'], '127.0.0.1');
  });

  test('merchant routes and odd paths do not', async () => {
    const visitor = new Visitor(shop.url);
    const before = backend.requests.length;
    for (const path of ['/v1/outbox', '/v1/events', '/v1/members', '/v1/members/m1', '/v1/orders/1',
      '/v1/vouchers/x/use', '/v1/webhooks/shop', '/health', '/v1/me/%2e%2e/outbox', '/v1/me/..%2foutbox']) {
      const { status } = await visitor.get(`/loyalty${path}`);
      assert.ok(status === 404 || status === 400, `${path}: ${status}`);
    }
    assert.equal(backend.requests.length, before);
  });

  test("the shop's own cookies stay in the shop", async () => {
    const headers = { cookie: 'bm_session=secret; regulars_session=theirs; other=1; __Host-regulars_session=x' };
    await fetch(`${shop.url}/loyalty/v1/me`, { headers });
    assert.equal(last().headers.cookie, 'regulars_session=theirs; __Host-regulars_session=x');
    await fetch(`${shop.url}/loyalty/v1/me`, { headers: { cookie: 'bm_session=secret' } });
    assert.equal(last().headers.cookie, undefined);
  });

  test('a guest is not vouched for, whatever the browser sends', async () => {
    const visitor = new Visitor(shop.url);
    await visitor.json('/loyalty/v1/session', {}, { authorization: 'Bearer forged' });
    assert.equal(last().headers.authorization, undefined);
    assert.equal(last().body, '{}');
  });

  test('a signed-in customer is', async () => {
    const customer = shop.store.register({ email: 'Lan@Example.com', name: 'Lan', password: 'x' });
    const cookie = `bm_session=${shop.store.openSession(customer.id)}`;
    await fetch(`${shop.url}/loyalty/v1/session`, { method: 'POST', body: '{}', headers: { cookie, 'content-type': 'application/json' } });
    const claims = decode(last().headers.authorization.split('.')[1]);
    assert.equal(claims.email, 'lan@example.com');
    assert.equal(claims.sub, customer.id);
  });

  test('a backend that is away is a problem document, not a broken page', async () => {
    const lonely = await startShop({ backend: 'http://127.0.0.1:9' });
    const answer = await fetch(`${lonely.url}/loyalty/v1/config`);
    assert.equal(answer.status, 502);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    assert.equal((await answer.json()).code, 'backend_away');
    assert.equal((await fetch(`${lonely.url}/`)).status, 200);
    await lonely.stop();
    forget(lonely.data);
  });
});

describe("the widget's files, with no backend since the shop's start", () => {
  const widget = mkdtempSync(join(tmpdir(), 'regulars-widget-'));
  let shop;
  before(async () => {
    mkdirSync(join(widget, 'en'));
    writeFileSync(join(widget, 'secret.txt'), 'not to be served');
    writeFileSync(join(widget, 'regulars.js'), 'loader();');
    writeFileSync(join(widget, 'regulars.js.br'), brotliCompressSync('loader();'));
    writeFileSync(join(widget, 'en/panel-0a1b2c3d.js'), 'panel();');
    shop = await startShop({ backend: 'http://127.0.0.1:9', widget });
  });
  after(async () => {
    await shop.stop();
    forget(shop.data);
    forget(widget);
  });
  const get = (path, headers = {}) => fetch(`${shop.url}/regulars${path}`, { headers });

  test('are there, packed or not, with their type', async () => {
    for (const [encoding, sent] of [['br', 'br'], ['identity', null]]) {
      const answer = await get('/regulars.js', { 'accept-encoding': encoding });
      assert.equal(await answer.text(), 'loader();');
      assert.equal(answer.headers.get('content-encoding'), sent);
      assert.equal(answer.headers.get('content-type'), 'text/javascript; charset=utf-8');
      assert.equal(answer.headers.get('cache-control'), 'no-cache');
      const again = await get('/regulars.js', { 'accept-encoding': encoding, 'if-none-match': answer.headers.get('etag') });
      assert.equal(again.status, 304);
    }
    const panel = await get('/en/panel-0a1b2c3d.js');
    assert.equal(await panel.text(), 'panel();');
    assert.match(panel.headers.get('cache-control'), /immutable/);
  });

  test('and nothing else is', async () => {
    for (const path of ['/', '/en', '/other.js', '/secret.txt', '/regulars.js.br', '/..%2fsecrets.json', '/%2e%2e/secrets.json',
      '/.hidden.js', '//etc/passwd', '/en/../../secrets.json', '/regulars.js/x.js', '/\0.js']) {
      assert.equal((await get(path)).status, 404, path);
    }
    assert.equal((await fetch(`${shop.url}/regulars/regulars.js`, { method: 'POST' })).status, 404);
  });
});

test('the developer guide quotes code that runs', () => {
  const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const guide = read('docs/integrate.md');
  const sources = {
    js: read('demo/shop/integration.mjs') + read('demo/shop/public/shop.js'),
    css: read('demo/shop/public/shop.css'),
    html: read('demo/shop/pages/layout.mjs'),
  };
  const blocks = [...guide.matchAll(/^```(js|css|html)\n(.*?)^```/gms)];
  assert.ok(blocks.length > 5);
  for (const [, language, text] of blocks) {
    assert.ok(sources[language].includes(text.trimEnd()), `not in the demo shop:\n${text}`);
  }
});
