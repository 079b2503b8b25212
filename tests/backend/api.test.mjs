// Held against schema/openapi.json: who may do what (the matrix is generated, so a new route cannot be missed),
// which fields a request may have, and what answers look like.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Backend, line, now, openapi } from './support.mjs';

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(openapi, 'openapi');
const resolve = (node) => (node?.$ref ? node.$ref.slice(2).split('/').reduce((at, part) => at[part], openapi) : node);

let backend;
let lan;
let minh;
let other;   // an account that becomes lan's
let voucher;
before(async () => {
  backend = await Backend.start();
  lan = await backend.join('lan@example.com', { name: 'Lan' });
  minh = await backend.join('minh@example.com', { name: 'Minh' });
  other = await backend.join('lan.too@example.com', { name: 'Lan' });
  await backend.paid('lan@example.com', 'o-1', 500_000);
  const redeemed = await backend.post('/v1/me/redemptions', { redemption_id: randomUUID(), reward_id: 'off-20' }, { token: lan.token });
  voucher = redeemed.body.voucher;
});
after(() => backend.stop());

const operations = Object.entries(openapi.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation, operation })));
const schemes = (operation) => (operation.security ?? [{}]).map((entry) => Object.keys(entry)[0] ?? 'none');

/** A request that is right for each operation, so that only the credentials decide. */
const samples = () => ({
  join: { email: 'new@example.com', consent: { marketing: false, version: '1' } },
  signIn: { email: 'new@example.com' }, verify: { email: 'new@example.com', code: '000000' },
  openSession: {}, signOut: {}, changeMe: { name: 'Name' },
  redeem: { redemption_id: randomUUID(), reward_id: 'off-half' },
  quote: { order: { currency: 'VND', lines: [line(10_000)] } },
  shopWebhook: { type: 'order.paid', timestamp: now(), data: { customer: { email: 'x@example.com' }, occurred_at: now(), order: { id: `o-${randomUUID()}`, currency: 'VND', lines: [line(10_000)] } } },
  reserveVoucher: { checkout_id: 'k1' }, useVoucher: { checkout_id: 'k1', order_id: 'o' }, releaseVoucher: { checkout_id: 'k1' },
  postEvent: { member_id: lan.me.member.id, event: { type: 'points_adjusted', id: randomUUID(), occurred_at: now(), wallet: 'points', units: 1, reason: 'test' } },
  mergeMembers: { from: other.me.member.id },
  addMember: { email: `m-${randomUUID()}@example.com` },
});
const pathOf = (path) => path.replace('{code}', voucher.code).replace('/members/{id}', `/members/${lan.me.member.id}`).replace('/orders/{id}', '/orders/o-1');
const call = (operation, options = {}) => {
  const body = operation.requestBody ? options.body ?? samples()[operation.operationId] : undefined;
  return backend.call(operation.method, pathOf(operation.path), { body, ...options });
};

/** Finds the schema of an answer and checks it. */
function conforms(operation, answer) {
  const responses = operation.operation.responses;
  const described = resolve(responses[answer.status] ?? responses.default);
  assert.ok(described, `${operation.operationId} does not describe ${answer.status}`);
  const type = answer.headers.get('content-type')?.split(';')[0];
  const content = described.content?.[type];
  if (!described.content) return assert.equal(answer.raw, '');
  assert.ok(content, `${operation.operationId} ${answer.status}: ${type} is not described`);
  const schema = JSON.parse(JSON.stringify(content.schema).replaceAll('"#/components', '"openapi#/components'));
  const valid = ajv.compile(schema);
  assert.ok(valid(answer.body), `${operation.operationId}: ${JSON.stringify(valid.errors)} in ${answer.raw.slice(0, 400)}`);
  return undefined;
}

describe('who may do what', () => {
  const credentials = {
    nobody: () => ({}),
    rubbish: () => ({ token: 'rubbish' }),
    member: () => ({ token: lan.token }),
    merchant: () => ({ token: backend.secrets.api_key }),
    wrong_merchant: () => ({ token: `sk_${'A1b2C3d4'.repeat(5)}` }),
    shop: () => ({ token: backend.shopToken({ sub: 'nobody', email: 'nobody-at-all@example.com' }) }),
    expired_shop: () => ({ token: backend.shopToken({ iat: 1000, exp: 1200 }) }),
    basic: () => ({ headers: { authorization: 'Basic bGFuOmxhbg==' } }),
  };
  const opens = { memberToken: ['member'], merchantKey: ['merchant'] };
  for (const operation of operations) {
    const needed = schemes(operation);
    if (needed.includes('none') || needed.includes('sessionCookie')) continue;
    const allowed = needed.flatMap((scheme) => opens[scheme] ?? []);
    for (const [name, make] of Object.entries(credentials)) {
      if (allowed.includes(name)) continue;
      test(`${operation.method} ${operation.path} refuses ${name}`, async () => {
        const answer = await call(operation, make());
        assert.equal(answer.status, 401, answer.raw);
        conforms(operation, answer);
      });
    }
    if (allowed.length > 0) {
      test(`${operation.method} ${operation.path} works for ${allowed}`, async () => {
        const answer = await call(operation, credentials[allowed[0]]());
        assert.ok(answer.status < 300 || answer.status === 409, answer.raw);
        conforms(operation, answer);
      });
    }
  }
  test('a refused caller learns nothing of what he asked', async () => {
    for (const operation of operations.filter((o) => ['memberToken', 'merchantKey'].includes(schemes(o)[0]) && !schemes(o).includes('none') && o.requestBody)) {
      const [good, bad] = [await call(operation, { token: 'x' }), await call(operation, { token: 'x', body: { no: 'sense' } })];
      assert.equal(good.raw, bad.raw, operation.operationId);
    }
  });
  test('every described operation exists, and only they do', async () => {
    for (const operation of operations) {
      const answer = await call(operation, { token: 'x' });
      assert.notEqual(answer.status, 405, operation.path);
      assert.notEqual(answer.code, 'route_unknown', operation.path);
    }
    for (const path of ['/', '/v1', '/v1/', '/v2/config', '/v1/members', '/v1/me/', '/V1/me', '/v1//me', '/admin', '/metrics', '/.env', '/.git/config']) {
      const { status } = await backend.get(path);
      assert.ok([404, 405].includes(status), `${path} ${status}`);
    }
  });
});

describe('each member sees only herself', () => {
  test('the member is the token\'s', async () => {
    assert.equal((await backend.get('/v1/me', { token: minh.token })).body.member.name, 'Minh');
    assert.equal((await backend.get(`/v1/me?id=${lan.me.member.id}`, { token: minh.token })).body.member.name, 'Minh');
    const entries = (await backend.get('/v1/me/entries', { token: minh.token })).body.entries;
    assert.deepEqual(entries.map((entry) => entry.rule), ['welcome']);
    assert.deepEqual((await backend.get('/v1/me', { token: minh.token })).body.vouchers, []);
  });
  test('a redemption id of somebody else is taken, and tells nothing of it', async () => {
    const answer = await backend.post('/v1/me/redemptions', { redemption_id: voucher.redemption_id, reward_id: 'off-20' }, { token: minh.token });
    assert.equal(answer.status, 409);
    assert.equal(answer.code, 'key_reused');
    assert.doesNotMatch(answer.raw, new RegExp(voucher.code));
  });
  test('a voucher of another customer is answered like one that does not exist', async () => {
    const ask = (code, customer) => backend.merchant(`/v1/vouchers/${code}/reserve`, { checkout_id: 'idor', customer });
    const foreign = await ask(voucher.code, { email: 'minh@example.com' });
    const unknown = await ask('0000-0000-0000-0000', { email: 'minh@example.com' });
    assert.equal(foreign.status, 404);
    assert.equal(foreign.raw, unknown.raw);
    assert.deepEqual([...foreign.headers].filter(([n]) => n !== 'date'), [...unknown.headers].filter(([n]) => n !== 'date'));
  });
  test('a browser gets the address masked, the merchant whole', async () => {
    assert.doesNotMatch((await backend.get('/v1/me', { token: lan.token })).raw, /lan@example/);
    assert.equal((await backend.get(`/v1/members/${lan.me.member.id}`, { token: backend.secrets.api_key })).body.member.email, 'lan@example.com');
  });
  test('no event of a browser can raise a balance', async () => {
    for (const path of ['/v1/events', '/v1/members', '/v1/webhooks/shop', `/v1/vouchers/${voucher.code}/release`]) {
      assert.equal((await backend.post(path, {}, { token: lan.token })).status, 401, path);
    }
  });
});

describe('closed schemas', () => {
  const names = Object.keys(openapi.components.schemas).flatMap((name) => Object.keys(openapi.components.schemas[name].properties ?? {}));
  const everyName = [...new Set([...names, 'points', 'role', 'admin', '__proto__', 'constructor', 'is_admin'])];
  const credential = (operation) => (schemes(operation)[0] === 'memberToken' ? { token: lan.token } : { token: backend.secrets.api_key });
  for (const operation of operations.filter((o) => o.requestBody)) {
    test(`${operation.operationId} refuses every foreign field`, async () => {
      const schema = resolve(operation.requestBody.content['application/json'].schema);
      const auth = ['openSession', 'signOut', 'join', 'signIn', 'verify', 'quote'].includes(operation.operationId) ? {} : credential(operation);
      const before = (await backend.get('/v1/me', { token: lan.token })).body.summary.wallets;
      for (const name of everyName.filter((n) => !Object.hasOwn(schema.properties ?? {}, n))) {
        const body = JSON.stringify(samples()[operation.operationId]).replace(/\}$/, (end) => `${Object.keys(samples()[operation.operationId]).length ? ',' : ''}${JSON.stringify(name)}:1${end}`);
        const headers = operation.operationId === 'shopWebhook' ? backend.signed(body) : {};
        const answer = await backend.call(operation.method, pathOf(operation.path), { body, headers, ...(operation.operationId === 'shopWebhook' ? {} : auth) });
        assert.equal(answer.code, 'unknown_field', `${name}: ${answer.raw}`);
      }
      assert.deepEqual((await backend.get('/v1/me', { token: lan.token })).body.summary.wallets, before);
    });
    test(`${operation.operationId} refuses malformed bodies`, async () => {
      const auth = ['openSession', 'signOut', 'join', 'signIn', 'verify', 'quote', 'shopWebhook'].includes(operation.operationId) ? {} : credential(operation);
      const bodies = ['', '{', '[]', 'null', '"text"', '1', '{"a":1}{"b":2}', '{"a":1,"a":2}', '{"a":1e309}', '{"a":-0}', '{"a":1.5}', '{"a":9007199254740993}', `${'['.repeat(33)}${']'.repeat(33)}`, `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`, '{"a":"\\ud800"}', '\0', '{}\0'];
      for (const body of bodies) {
        const headers = operation.operationId === 'shopWebhook' ? backend.signed(body) : {};
        const answer = await backend.call(operation.method, pathOf(operation.path), { body, headers, ...auth });
        assert.ok(answer.status === 400 || answer.status === 422, `${body.slice(0, 40)} -> ${answer.status} ${answer.raw}`);
        conforms(operation, answer);
      }
    });
  }
});

describe('numbers at the edges', () => {
  const amounts = ['-1', '9007199254740992', '1.5', '1e3', '-0', '"100"', 'null', 'true', '1000000000001', '[1]'];
  for (const field of ['amount_minor', 'discount_minor', 'tax_minor', 'quantity']) {
    test(`an order whose ${field} is no such number is refused and changes nothing`, async () => {
      const before = (await backend.get('/v1/me', { token: lan.token })).body.state;
      for (const amount of amounts) {
        const fields = { id: '"1"', sku: '"s"', quantity: '1', amount_minor: '1000', [field]: amount };
        const text = Object.entries(fields).map(([k, v]) => `"${k}":${v}`).join(',');
        const answer = await backend.webhook(`{"type":"order.paid","timestamp":"${now()}","data":{"customer":{"email":"lan@example.com"},"occurred_at":"${now()}","order":{"id":"edge","currency":"VND","lines":[{${text}}]}}}`);
        assert.ok(answer.status === 400 || answer.status === 422, `${amount}: ${answer.raw}`);
        if (answer.status === 422) assert.match(answer.body.path, /^data\.order\.lines\[0\]/);
      }
      assert.deepEqual((await backend.get('/v1/me', { token: lan.token })).body.state, before);
    });
  }
  test('pages of the ledger', async () => {
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'limit=1.5', 'limit=1&limit=2', 'before=0', 'before=-1', 'before=9007199254740992', 'offset=1', 'limit=%31%00']) {
      const answer = await backend.get(`/v1/me/entries?${query}`, { token: lan.token });
      assert.equal(answer.code, 'parameter_invalid', query);
    }
    const all = (await backend.get('/v1/me/entries?limit=100', { token: lan.token })).body.entries;
    let next = null;
    const paged = [];
    do {
      const page = (await backend.get(`/v1/me/entries?limit=1${next ? `&before=${next}` : ''}`, { token: lan.token })).body;
      paged.push(...page.entries);
      next = page.next;
    } while (next);
    assert.deepEqual(paged, all);
    // Newest first without a gap, in each of her accounts: she was merged above.
    all.forEach(({ seq }, i) => assert.equal(seq, i + 1 < all.length && seq > 1 ? all[i + 1].seq + 1 : 1, `entry ${i}`));
  });
});

describe('answers are as described', () => {
  test('public and member routes', async () => {
    for (const id of ['getConfig', 'getProgramme', 'health', 'listOutbox', 'quote', 'openSession']) {
      const operation = operations.find((o) => o.operationId === id);
      const answer = await call(operation, id === 'openSession' ? { headers: { cookie: lan.cookie } } : {});
      assert.equal(answer.status, 200, answer.raw);
      conforms(operation, answer);
    }
    const outbox = operations.find((o) => o.operationId === 'listOutbox');
    conforms(outbox, await backend.get('/v1/outbox'));
  });
  test('a quote for a member is what her order then brings', async () => {
    const order = { id: 'o-quote', currency: 'VND', lines: [line(123_456, { discount_minor: 456 }), line(77_777, { id: '2', gift_card: true })], shipping_minor: 9000 };
    const quote = (await backend.post('/v1/quote', { order, at: now() }, { token: lan.token })).body;
    const booked = (await backend.webhook({ type: 'order.paid', timestamp: now(), data: { customer: { email: 'lan@example.com' }, occurred_at: now(), order } })).body;
    const bare = (awards) => awards.map(({ available_at: _, ...award }) => award);
    assert.deepEqual(bare(booked.outcome.awards), bare(quote.awards));
    assert.deepEqual(booked.outcome.totals, quote.totals);
  });
});
