// Joining, signing in and out: what works, what is refused, and what must not be told.
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Backend, balance, cookieOf, freshIp, long, paidMessage, sleep } from './support.mjs';

let backend;
before(async () => { backend = await Backend.start(); });
after(() => backend.stop());

const consent = { marketing: false, version: '1' };
const codeOf = (mail) => /\d{6}/.exec(mail.subject)[0];

describe('joining', () => {
  test('the mail brings a code, the code brings membership, points and a session', async () => {
    const asked = await backend.post('/v1/join', { email: ' Lan@Example.com ', name: 'Lan', birthday: { month: 5, day: 20 }, consent: { marketing: true, version: '1' }, locale: 'vi' });
    assert.equal(asked.status, 202);
    const mail = await backend.lastMail('lan@example.com');
    assert.match(mail.text, /Mã của bạn: \d{6}/);
    assert.match(asked.headers.get('set-cookie'), /^regulars_asker=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
    const verified = await backend.post('/v1/verify', { email: 'LAN@example.com', code: codeOf(mail) }, { headers: { cookie: cookieOf(asked) } });
    assert.equal(verified.status, 200);
    const { token, me, expires_at: expires } = verified.body;
    assert.deepEqual({ ...me.member, id: 0, joined_at: 0 }, { id: 0, joined_at: 0, name: 'Lan', email: 'l***@example.com', birthday: { month: 5, day: 20 }, consent: { marketing: true } });
    assert.equal(balance(me), 100);
    assert.ok(Date.parse(expires) - Date.now() > 290_000 && Date.parse(expires) - Date.now() <= 300_000);
    const [session, known, ...others] = verified.headers.getSetCookie();
    assert.deepEqual(others, []);
    assert.match(known, /^regulars_known=[\w-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/);
    assert.match(session, /^regulars_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    assert.equal((await backend.get('/v1/me', { token })).status, 200);
    // The code was for one use.
    assert.equal((await backend.post('/v1/verify', { email: 'lan@example.com', code: codeOf(mail) })).code, 'code_invalid');
  });
  test('a member who joins again is signed in, and stays one member', async () => {
    const first = await backend.join('twice@example.com', { name: 'First' });
    const second = await backend.join('twice@example.com', { name: 'Second' });
    assert.equal(second.me.member.id, first.me.member.id);
    assert.equal(second.me.member.name, 'First');
    assert.equal(balance(second.me), 100);
  });
  test('someone who asked to join and then to sign in joins with what she gave', async () => {
    const cookie = cookieOf(await backend.post('/v1/join', { email: 'eager@example.com', name: 'Eager', consent }));
    const again = cookieOf(await backend.post('/v1/sign-in', { email: 'eager@example.com' }, { headers: { cookie } }));
    assert.equal(again, cookie);
    assert.equal((await backend.verify('eager@example.com', cookie)).me.member.name, 'Eager');
  });
  const strange = { name: 'Stranger', birthday: { month: 2, day: 29 }, consent: { marketing: true, version: '1' } };
  const told = ({ name, birthday, consent: { marketing } }) => ({ name, birthday, marketing });
  const nothing = { name: null, birthday: null, marketing: false };
  test('what a stranger said is not hers who signs in', async () => {
    await backend.post('/v1/join', { email: 'victim@example.com', ...strange });
    const code = codeOf(await backend.lastMail('victim@example.com'));
    const headers = { cookie: cookieOf(await backend.post('/v1/sign-in', { email: 'victim@example.com' })) };
    assert.doesNotMatch((await backend.lastMail('victim@example.com')).text, /\d{6}/);
    const verified = await backend.post('/v1/verify', { email: 'victim@example.com', code }, { headers });
    assert.deepEqual(told(verified.body.me.member), nothing);
  });
  test('nor hers who joins: her code still works, and so does the one of the stranger\'s mail', async () => {
    for (const which of [0, 1]) {
      const email = `victim-joins${which}@example.com`;
      const headers = { cookie: cookieOf(await backend.post('/v1/join', { email, name: 'Vic', consent })) };
      const codes = [codeOf(await backend.lastMail(email))];
      await backend.post('/v1/join', { email, ...strange });
      codes.push(codeOf(await backend.lastMail(email)));
      const verified = await backend.post('/v1/verify', { email, code: codes[which] }, { headers });
      assert.deepEqual(told(verified.body.me.member), { ...nothing, name: 'Vic' });
    }
  });
  test('in another browser than she asked from she joins with her address alone', async () => {
    await backend.post('/v1/join', { email: 'elsewhere@example.com', ...strange });
    const { me } = await backend.verify('elsewhere@example.com', `regulars_asker=${'A'.repeat(43)}`);
    assert.deepEqual(told(me.member), nothing);
    assert.equal(balance(me), 100);
  });
  test('signing in with an unknown address sends an invitation without a code', async () => {
    assert.equal((await backend.post('/v1/sign-in', { email: 'nobody@example.com', locale: 'vi' })).status, 202);
    const mail = await backend.lastMail('nobody@example.com');
    assert.doesNotMatch(mail.subject + mail.text, /\d{6}/);
  });
  const good = { email: 'x@example.com', consent };
  const table = [
    ['no address', { consent }, 'missing_field', 'email', 422],
    ['not an address', { ...good, email: 'x@example' }, 'email_invalid', 'email', 422],
    ['header injection', { ...good, email: 'x@example.com\r\nBcc: y@example.com' }, 'wrong_value', 'email', 422],
    ['no consent', { email: good.email }, 'missing_field', 'consent', 422],
    ['half a consent', { ...good, consent: { version: '1' } }, 'missing_field', 'consent.marketing', 422],
    ['old consent', { ...good, consent: { marketing: true, version: '0' } }, 'consent_outdated', 'consent.version', 409],
    ['consent is a word', { ...good, consent: 'yes' }, 'wrong_type', 'consent', 422],
    ['mass assignment', { ...good, points: 1000 }, 'unknown_field', 'points', 422],
    ['inner mass assignment', { ...good, consent: { ...consent, tier: 'gold' } }, 'unknown_field', 'consent.tier', 422],
    ['30 February', { ...good, birthday: { month: 2, day: 30 } }, 'wrong_value', 'birthday.day', 422],
    ['month 13', { ...good, birthday: { month: 13, day: 1 } }, 'number_out_of_range', 'birthday.month', 422],
    ['half a birthday', { ...good, birthday: { month: 2 } }, 'missing_field', 'birthday.day', 422],
    ['empty name', { ...good, name: '' }, 'too_short', 'name', 422],
    ['long name', { ...good, name: 'x'.repeat(401) }, 'too_long', 'name', 422],
    ['name with a line break', { ...good, name: 'a\nb' }, 'wrong_value', 'name', 422],
    ['name is a number', { ...good, name: 5 }, 'wrong_type', 'name', 422],
    ['a list', [], 'wrong_type', undefined, 422],
    ['duplicate key', '{"email":"x@example.com","email":"y@example.com"}', 'duplicate_key', undefined, 400],
    ['not JSON', '{"email":', 'malformed_json', undefined, 400],
    ['two values', '{} {}', 'malformed_json', undefined, 400],
    ['a fraction', '{"birthday":{"month":1.5,"day":1}}', 'not_an_integer', undefined, 400],
    ['too deep', '['.repeat(40) + ']'.repeat(40), 'too_deep', undefined, 400],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'malformed_json', undefined, 400],
    ['byte order mark', '\ufeff{}', 'malformed_json', undefined, 400],
    ['empty', '', 'malformed_json', undefined, 400],
  ];
  for (const [name, body, code, path, status] of table) {
    test(`refused: ${name}`, async () => {
      const answer = await backend.post('/v1/join', body);
      assert.equal(answer.code, code, answer.raw);
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      assert.equal(answer.body.type, `urn:regulars:problem:${code}`);
      if (path) assert.equal(answer.body.path, path);
    });
  }
});

describe('codes', () => {
  test('after five wrong tries the right one is dead, and the answer never changes', async () => {
    await backend.post('/v1/join', { email: 'tries@example.com', consent });
    const code = codeOf(await backend.lastMail('tries@example.com'));
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(await backend.post('/v1/verify', { email: 'tries@example.com', code: wrong }));
    answers.push(await backend.post('/v1/verify', { email: 'tries@example.com', code }));
    answers.push(await backend.post('/v1/verify', { email: 'never-asked@example.com', code }));
    answers.push(await backend.post('/v1/verify', { email: 'never-asked@example.com', code: 'hello' }));
    for (const answer of answers) assert.equal(answer.raw, answers[0].raw);
    assert.equal(answers[0].code, 'code_invalid');
  });
  test('the right code from many browsers at once signs in one', async () => {
    await backend.post('/v1/join', { email: 'race@example.com', consent });
    const code = codeOf(await backend.lastMail('race@example.com'));
    const answers = await Promise.all(Array.from({ length: 8 }, () => backend.post('/v1/verify', { email: 'race@example.com', code })));
    assert.equal(answers.filter((a) => a.status === 200).length, 1);
    assert.equal(answers.filter((a) => a.code === 'code_invalid').length, 7);
  });
});

describe('nobody can find out who is a member', () => {
  const visible = (answer) => {
    const headers = [...answer.headers].filter(([name]) => name !== 'date').sort();
    return JSON.stringify([answer.status, headers, answer.raw]).replace(/(regulars_asker=)[\w-]{43};/, '$1...;');
  };
  test('join and sign-in answer the same, byte for byte', async () => {
    await backend.join('known@example.com');
    for (const [path, more] of [['/v1/join', { consent }], ['/v1/sign-in', {}]]) {
      const known = await backend.post(path, { email: 'known@example.com', ...more });
      const unknown = await backend.post(path, { email: `unknown${path.length}@example.com`, ...more });
      assert.equal(visible(known), visible(unknown));
    }
    const wrong = await backend.post('/v1/verify', { email: 'known@example.com', code: '12345x' });
    const stranger = await backend.post('/v1/verify', { email: 'stranger@example.com', code: '12345x' });
    assert.equal(visible(wrong), visible(stranger));
  });
  test('and limit them the same', async () => {
    const until = async (email) => {
      const out = [];
      for (let i = 0; i < 6; i += 1) {
        const answer = await backend.post('/v1/sign-in', { email });
        out.push(answer.status === 429 ? [answer.code, Boolean(answer.headers.get('retry-after'))] : answer.status);
      }
      return out;
    };
    await backend.join('known2@example.com');
    await backend.post('/v1/join', { email: 'stranger2@example.com', consent });
    const known = await until('known2@example.com');
    assert.deepEqual(known, await until('stranger2@example.com'));
    assert.deepEqual(known.at(-1), ['rate_limited', true]);
  });
  test('and take the same time', async (t) => {
    const rounds = long ? 400 : 60;
    for (let i = 0; i < 5; i += 1) await backend.join(`timed${i}@example.com`);
    const times = { known: [], unknown: [] };
    const own = await Backend.start();
    t.after(() => own.stop());
    // Each address once, so that no limit is met: members are enrolled by the shop beforehand.
    for (let i = 0; i < rounds; i += 1) await own.merchant('/v1/members', { email: `k${i}@example.com` });
    for (let i = 0; i < rounds; i += 1) {
      for (const kind of i % 2 ? ['known', 'unknown'] : ['unknown', 'known']) {
        const started = performance.now();
        await own.post('/v1/sign-in', { email: `${kind[0]}${i}@example.com` });
        times[kind].push(performance.now() - started);
      }
    }
    const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
    const [known, unknown] = [median(times.known), median(times.unknown)];
    t.diagnostic(`median ms: known ${known.toFixed(2)}, unknown ${unknown.toFixed(2)}`);
    assert.ok(Math.abs(known - unknown) < Math.max(1, 0.3 * Math.max(known, unknown)));
  });
  test('one client cannot ask without end', async () => {
    const ip = freshIp();
    const answers = [];
    for (let i = 0; i < 35; i += 1) answers.push((await backend.post('/v1/sign-in', { email: `spray${i}@example.com` }, { ip })).status);
    assert.equal(answers.filter((s) => s === 202).length, 30);
    assert.equal(answers.at(-1), 429);
  });
  test('strangers who use up what an address is allowed keep no member out of a browser that she used before', async () => {
    const email = 'besieged@example.com';
    const [mails, tries] = [4, 10];
    const knownOf = (answer) => answer.headers.getSetCookie()[1].split(';')[0];
    const joinAs = async (address) => {
      const headers = { cookie: cookieOf(await backend.post('/v1/join', { email: address, consent })) };
      return knownOf(await backend.post('/v1/verify', { email: address, code: codeOf(await backend.lastMail(address)) }, { headers }));
    };
    const known = await joinAs(email);
    const ask = (cookie) => backend.post('/v1/sign-in', { email }, { headers: cookie ? { cookie } : {} });
    const type = (code, cookie) => backend.post('/v1/verify', { email, code }, { headers: cookie ? { cookie } : {} });
    for (let i = 0; i < mails; i += 1) await ask();
    for (let i = 0; i < tries; i += 1) await type('nothing');
    // The marks of other addresses, and none, are of no use.
    for (const cookie of ['', await joinAs('besieger@example.com'), `regulars_known=${'A'.repeat(43)}`]) {
      assert.deepEqual([(await ask(cookie)).code, (await type('nothing', cookie)).code], ['rate_limited', 'rate_limited']);
    }
    const asked = await ask(known);
    assert.equal(asked.status, 202, asked.raw);
    const code = codeOf(await backend.lastMail(email));
    assert.equal((await type(code, `${known}; ${cookieOf(asked)}`)).status, 200);
    // She has limits too.
    const answers = [];
    for (let i = 0; i < mails; i += 1) answers.push((await ask(known)).status);
    assert.equal(answers.at(-1), 429);
  });
  test('only a proxy on this machine may name the client', async () => {
    // The peer is loopback here, so the last address of the header counts, not one that the client put before it.
    const ip = freshIp();
    for (let i = 0; i < 30; i += 1) await backend.post('/v1/sign-in', { email: `fwd${i}@example.com` }, { headers: { 'x-forwarded-for': `${freshIp()}, ${ip}` } });
    assert.equal((await backend.post('/v1/sign-in', { email: 'fwd31@example.com' }, { headers: { 'x-forwarded-for': `9.9.9.9, ${ip}` } })).status, 429);
  });
});

describe('sessions', () => {
  test('the cookie brings a token back after a reload; signing out ends both', async () => {
    const { cookie, token, me } = await backend.join('reload@example.com');
    const again = await backend.post('/v1/session', {}, { headers: { cookie } });
    assert.equal(again.body.me.member.id, me.member.id);
    const out = await backend.post('/v1/sign-out', {}, { headers: { cookie } });
    assert.equal(out.status, 204);
    assert.match(out.headers.get('set-cookie'), /^regulars_session=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax$/);
    assert.equal((await backend.post('/v1/session', {}, { headers: { cookie } })).status, 204);
    assert.equal((await backend.get('/v1/me', { token })).code, 'token_expired');
    assert.equal((await backend.get('/v1/me', { token: again.body.token })).code, 'token_expired');
  });
  test('signing out with the token alone ends the session too', async () => {
    const { cookie, token } = await backend.join('tokenout@example.com');
    await backend.post('/v1/sign-out', {}, { token });
    assert.equal((await backend.post('/v1/session', {}, { headers: { cookie } })).status, 204);
  });
  test('nobody signed in is 204; a made-up cookie too, and it is cleared', async () => {
    assert.equal((await backend.post('/v1/session', {})).status, 204);
    const answer = await backend.post('/v1/session', {}, { headers: { cookie: `regulars_session=${'A'.repeat(43)}` } });
    assert.equal(answer.status, 204);
    assert.match(answer.headers.get('set-cookie'), /Max-Age=0/);
  });
  test('over https the cookie is Secure and __Host-, and the plain name no longer counts', async () => {
    const headers = { 'x-forwarded-proto': 'https' };
    const asked = await backend.post('/v1/join', { email: 'tls@example.com', consent }, { headers });
    assert.match(asked.headers.get('set-cookie'), /^__Host-regulars_asker=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/);
    const verified = await backend.post('/v1/verify', { email: 'tls@example.com', code: codeOf(await backend.lastMail('tls@example.com')) }, { headers });
    const [line, known] = verified.headers.getSetCookie();
    assert.match(known, /^__Host-regulars_known=.*; Secure$/);
    assert.match(line, /^__Host-regulars_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
    const value = line.split(';')[0].split('=')[1];
    assert.equal((await backend.post('/v1/session', {}, { headers: { ...headers, cookie: `__Host-regulars_session=${value}` } })).status, 200);
    assert.equal((await backend.post('/v1/session', {}, { headers: { ...headers, cookie: `regulars_session=${value}` } })).status, 204);
  });
  test('a cookie that comes from another site, twice, or in two headers is none', async () => {
    const { cookie } = await backend.join('foreign@example.com');
    assert.equal((await backend.post('/v1/session', {}, { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status, 403);
    assert.equal((await backend.post('/v1/session', {}, { headers: { cookie: `${cookie}; ${cookie}` } })).status, 204);
  });
});

describe('tokens that the shop signs', () => {
  const session = (token, body = {}) => backend.post('/v1/session', body, { token });
  test('a shopper who is no member: 204, until she wants to join; then at once', async () => {
    const token = () => backend.shopToken({ sub: 'shop-7', email: 'vouched@example.com' });
    assert.equal((await session(token())).status, 204);
    assert.equal((await session(token(), { join: true })).code, 'missing_field');
    const joined = await session(token(), { join: true, consent, name: 'Vy' });
    assert.equal(joined.status, 200);
    assert.equal(balance(joined.body.me), 100);
    assert.equal(joined.headers.get('set-cookie'), null);
    const again = await session(token(), { join: true, consent });
    assert.equal(again.body.me.member.id, joined.body.me.member.id);
    assert.equal((await backend.get('/v1/me', { token: again.body.token })).status, 200);
  });
  test('a member is found by her address once, then by the customer id', async () => {
    const { me } = await backend.join('moves@example.com');
    const first = await session(backend.shopToken({ sub: 'shop-8', email: 'moves@example.com' }));
    assert.equal(first.body.me.member.id, me.member.id);
    const moved = await session(backend.shopToken({ sub: 'shop-8', email: 'moved@example.com' }));
    assert.equal(moved.body.me.member.id, me.member.id);
  });
  const seconds = () => Math.floor(Date.now() / 1000);
  const table = [
    ['another secret', () => backend.shopToken({}, { secret: 'x'.repeat(43) }), 'token_invalid'],
    ['alg none', () => `${backend.shopToken({}, { header: { alg: 'none' } }).split('.').slice(0, 2).join('.')}.`, 'token_invalid'],
    ['another algorithm in the header', () => backend.shopToken({}, { header: { alg: 'HS512' } }), 'token_invalid'],
    ['unknown kid', () => backend.shopToken({}, { header: { kid: 'shop-2' } }), 'token_invalid'],
    ['jwk in the header', () => backend.shopToken({}, { header: { jwk: {} } }), 'token_invalid'],
    ['expired', () => backend.shopToken({ iat: seconds() - 400, exp: seconds() - 100 }), 'token_expired'],
    ['from the future', () => backend.shopToken({ iat: seconds() + 100, exp: seconds() + 200 }), 'token_invalid'],
    ['longer than five minutes', () => backend.shopToken({ exp: seconds() + 301 }), 'token_invalid'],
    ['another audience', () => backend.shopToken({ aud: 'other' }), 'token_invalid'],
    ['another issuer', () => backend.shopToken({ iss: 'other' }), 'token_invalid'],
    ['address not verified', () => backend.shopToken({ email_verified: false }), 'token_invalid'],
    ['verified in words', () => backend.shopToken({ email_verified: 'true' }), 'token_invalid'],
    ['no address', () => backend.shopToken({ email: undefined }), 'token_invalid'],
    ['no customer', () => backend.shopToken({ sub: undefined }), 'token_invalid'],
    ['no jti', () => backend.shopToken({ jti: undefined }), 'token_invalid'],
    ['rubbish', () => 'abc', 'token_invalid'],
    ['too large', () => backend.shopToken({ filler: 'x'.repeat(4000) }), 'token_invalid'],
  ];
  for (const [name, make, code] of table) {
    test(`refused: ${name}`, async () => {
      const answer = await session(make());
      assert.equal(answer.status, 401, answer.raw);
      assert.equal(answer.code, code);
    });
  }
  test('a broken token does not fall back to the cookie', async () => {
    const { cookie } = await backend.join('fallback@example.com');
    assert.equal((await backend.post('/v1/session', {}, { token: 'abc', headers: { cookie } })).status, 401);
  });
  test('an access token of ours is no shop token, nor a shop token one of ours', async () => {
    const { token } = await backend.join('mixed@example.com');
    assert.equal((await session(token)).code, 'token_invalid');
    assert.equal((await backend.get('/v1/me', { token: backend.shopToken() })).code, 'token_invalid');
  });
  test('EdDSA keys work, and do not take HMAC made of the public key', async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'regulars-eddsa-'));
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const rawKey = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url');
    const file = join(directory, 'secrets.json');
    writeFileSync(file, JSON.stringify({ ...backend.secrets, shop_jwt: { kid: 'ed-1', alg: 'EdDSA', iss: 'shop', public_key: rawKey.toString('base64') } }));
    chmodSync(file, 0o600);
    const own = await Backend.start({ data: directory });
    t.after(async () => { await own.stop(); rmSync(directory, { recursive: true }); });
    const claims = { iss: 'shop', aud: 'regulars', sub: 'c', email: 'ed@example.com', email_verified: true, jti: '1', iat: seconds(), exp: seconds() + 100 };
    const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const text = (alg) => `${encode({ alg, kid: 'ed-1' })}.${encode(claims)}`;
    const good = `${text('EdDSA')}.${sign(null, Buffer.from(text('EdDSA')), privateKey).toString('base64url')}`;
    assert.equal((await own.post('/v1/session', {}, { token: good })).status, 204);
    for (const alg of ['HS256', 'EdDSA']) {
      const forged = `${text(alg)}.${createHmac('sha256', rawKey).update(text(alg)).digest('base64url')}`;
      assert.equal((await own.post('/v1/session', {}, { token: forged })).code, 'token_invalid');
    }
  });
});

describe('profile', () => {
  test('name and consent can be changed, taken back, and nothing else', async () => {
    const { token } = await backend.join('profile@example.com');
    const patch = (body) => backend.call('PATCH', '/v1/me', { token, body });
    const changed = await patch({ name: 'Mai', consent: { marketing: true, version: '1' } });
    assert.equal(changed.body.member.name, 'Mai');
    assert.equal(changed.body.member.consent.marketing, true);
    assert.equal((await patch({ name: null })).body.member.name, null);
    assert.equal((await backend.get('/v1/me', { token })).body.member.consent.marketing, true);
    for (const body of [{}, { locale: 'vi' }, { id: 'x' }, { email: 'y@example.com' }, { state: {} }, { points: 5 }, { consent: null }]) {
      assert.equal((await patch(body)).status, 422, JSON.stringify(body));
    }
  });
  test('a birthday is set once through the engine', async () => {
    const { token } = await backend.join('birthday@example.com');
    const set = await backend.call('PATCH', '/v1/me', { token, body: { birthday: { month: 2, day: 29 } } });
    assert.deepEqual(set.body.member.birthday, { month: 2, day: 29 });
  });
});

describe('orders placed as a guest', () => {
  test('count on joining, with the refund that came meanwhile', async () => {
    assert.equal((await backend.paid('guest@example.com', 'g-1', 50_000)).body.status, 'guest');
    assert.equal((await backend.paid('guest@example.com', 'g-2', 30_000)).body.status, 'guest');
    assert.equal((await backend.webhook({ type: 'order.refunded', timestamp: new Date().toISOString(), data: { order_id: 'g-2', refund_id: 'gr-1', occurred_at: new Date().toISOString(), all: true } })).body.status, 'guest');
    const { me } = await backend.join('guest@example.com');
    assert.equal(balance(me), 150);
  });
  test('sent again after joining, the order is known; changed, it is refused', async () => {
    const message = paidMessage('guest2@example.com', 'g-3', 50_000);
    await backend.webhook(message);
    await sleep(5);
    const { token } = await backend.join('guest2@example.com');
    assert.equal((await backend.webhook(message)).body.status, 'duplicate');
    message.data.order.lines[0].amount_minor += 1;
    assert.equal((await backend.webhook(message)).code, 'key_reused');
    assert.equal(balance((await backend.get('/v1/me', { token })).body), 150);
  });
  test('whatever the customer\'s address is by now, an order that is known stays whose it is', async () => {
    const orders = { member: 'whose-1', waiting: 'whose-2', claimed: 'whose-3' };
    const statusOf = async (message) => (await backend.webhook(message)).body.status;
    const placed = Object.fromEntries(['waiting', 'claimed'].map((who) => [who, paidMessage(`${who}@example.com`, orders[who], 50_000)]));
    for (const message of Object.values(placed)) assert.equal(await statusOf(message), 'guest');
    const { token } = await backend.join('claimed@example.com');
    const { token: other } = await backend.join('member@example.com');
    placed.member = paidMessage('member@example.com', orders.member, 50_000);
    assert.equal(await statusOf(placed.member), 'booked');
    for (const [who, status] of [['member', 'duplicate'], ['claimed', 'duplicate'], ['waiting', 'guest']]) {
      placed[who].data.customer = { email: 'another@example.com', id: 'c-another' };
      assert.equal(await statusOf(placed[who]), status, who);
      placed[who].data.occurred_at = new Date(Date.parse(placed[who].data.occurred_at) - 1000).toISOString();
      assert.equal((await backend.webhook(placed[who])).code, 'key_reused', who);
    }
    for (const who of [token, other]) assert.equal(balance((await backend.get('/v1/me', { token: who })).body), 150);
    assert.equal(balance((await backend.join('another@example.com')).me), 100);
  });
});
