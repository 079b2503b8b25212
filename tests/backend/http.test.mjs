// HTTP itself: malformed requests, limits, slow peers, hosts, origins, files, and how the server ends.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Backend, raw, sleep } from './support.mjs';

let backend;
let assets;
before(async () => {
  assets = mkdtempSync(join(tmpdir(), 'regulars-assets-'));
  mkdirSync(join(assets, 'engine'));
  writeFileSync(join(assets, 'regulars.js'), 'loader();');
  writeFileSync(join(assets, 'regulars.js.br'), 'BROTLI');
  writeFileSync(join(assets, 'regulars.js.gz'), 'GZIP');
  writeFileSync(join(assets, 'panel-Bx3kPq9z.js'), 'panel();');
  writeFileSync(join(assets, 'engine/regulars-engine.wasm'), Buffer.from([0, 97, 115, 109]));
  symlinkSync('/etc/passwd', join(assets, 'link.txt'));
  backend = await Backend.start({ args: ['--assets', assets, '--allow-origin', 'https://shop.example', '--allow-origin', 'https://m.shop.example:8443'] });
});
after(async () => {
  await backend.stop();
  rmSync(assets, { recursive: true });
});

const head = 'Host: localhost\r\n';
const json = `${head}Content-Type: application/json\r\n`;

describe('malformed requests', () => {
  const table = [
    ['no host', 'GET /health HTTP/1.1\r\n\r\n', 400],
    ['two hosts', `GET /health HTTP/1.1\r\n${head}${head}\r\n`, 400],
    ['host with a path', 'GET /health HTTP/1.1\r\nHost: a/b\r\n\r\n', 400],
    ['another host (DNS rebinding)', 'GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n', 421],
    ['space before the colon', 'GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n', 400],
    ['folded header', `GET /health HTTP/1.1\r\n${head}X: a\r\n b\r\n\r\n`, [200, 400]],
    ['NUL in a header', `GET /health HTTP/1.1\r\n${head}X: a\0b\r\n\r\n`, 400],
    ['bare LF', 'GET /health HTTP/1.1\nHost: localhost\n\n', 400],
    ['no version', 'GET /health\r\n\r\n', 400],
    ['version 3', `GET /health HTTP/3.0\r\n${head}\r\n`, 400],
    ['no request at all', '\x16\x03\x01\x02\x00\x01\x00', 400],
    ['absolute target', `GET http://evil.example/health HTTP/1.1\r\n${head}\r\n`, 400],
    ['asterisk', `OPTIONS * HTTP/1.1\r\n${head}\r\n`, 400],
    ['length and chunks', `POST /v1/join HTTP/1.1\r\n${json}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['two lengths', `POST /v1/join HTTP/1.1\r\n${json}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
    ['negative length', `POST /v1/join HTTP/1.1\r\n${json}Content-Length: -2\r\n\r\n{}`, 400],
    ['huge length', `POST /v1/join HTTP/1.1\r\n${json}Content-Length: 99999999999999999999\r\n\r\n{}`, 400],
    ['bad chunk size', `POST /v1/join HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, 400],
    ['unknown expectation', `POST /v1/join HTTP/1.1\r\n${json}Expect: magic\r\nContent-Length: 2\r\n\r\n{}`, 400],
    ['header too large', `GET /health HTTP/1.1\r\n${head}X: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
    ['path too large', `GET /${'a'.repeat(17_000)} HTTP/1.1\r\n${head}\r\n`, 431],
    ['encoded NUL in the path', `GET /v1/members/%00 HTTP/1.1\r\n${head}\r\n`, 400],
    ['broken escape in the path', `GET /v1/members/%zz HTTP/1.1\r\n${head}\r\n`, 400],
    ['body too large, announced', `POST /v1/join HTTP/1.1\r\n${json}Content-Length: 262145\r\n\r\n{}`, 413],
  ];
  for (const [name, bytes, status] of table) {
    test(name, async () => {
      const answer = await raw(backend.port, bytes);
      assert.ok([status].flat().includes(answer.status), `${answer.status}: ${answer.text.slice(0, 200)}`);
    });
  }

  test('body too large, in chunks', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const answer = await raw(backend.port, `POST /v1/join HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`);
    assert.equal(answer.status, 413);
    assert.match(answer.text, /"code":"too_large"/);
  });
  test('a body of exactly the limit is read', async () => {
    const padding = ' '.repeat(262_144 - 2);
    assert.equal((await backend.post('/v1/sign-out', `{${padding}}`)).status, 204);
    assert.equal((await backend.post('/v1/sign-out', `{ ${padding}}`)).status, 413);
  });
  test('100-continue, pipelining and chunked bodies work', async () => {
    const answer = await raw(backend.port, [
      `POST /v1/sign-out HTTP/1.1\r\n${json}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n`, 50, '{}',
      `POST /v1/sign-out HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`
      + `GET /health HTTP/1.1\r\n${head}\r\nGET /health HTTP/1.1\r\n${head}Connection: close\r\n\r\n`]);
    assert.match(answer.text, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 204/);
    assert.equal(answer.text.match(/HTTP\/1\.1 20[04]/g).length, 4);
  });
  test('HEAD has the headers of GET and no body', async () => {
    const [get, answer] = [await raw(backend.port, `GET /v1/config HTTP/1.0\r\n${head}\r\n`), await raw(backend.port, `HEAD /v1/config HTTP/1.0\r\n${head}\r\n`)];
    const length = (text) => /content-length: (\d+)/i.exec(text)[1];
    assert.equal(length(answer.text), length(get.text));
    assert.equal(answer.text.split('\r\n\r\n')[1], '');
  });
  test('the server lives on', async () => assert.equal((await backend.get('/health')).status, 200));
});

describe('slow peers', () => {
  test('a header that drips is cut, idle connections are cheap', async () => {
    const idle = await Promise.all(Array.from({ length: 200 }, () => new Promise((resolve) => {
      import('node:net').then(({ connect }) => { const s = connect(backend.port, '127.0.0.1', () => resolve(s)); s.on('error', () => {}); });
    })));
    const drip = Array.from({ length: 120 }, () => ['X', 100]).flat();
    const slow = raw(backend.port, [`GET /health HTTP/1.1\r\n${head}`, ...drip], 13_000);
    const started = performance.now();
    for (let i = 0; i < 20; i += 1) assert.equal((await backend.get('/health')).status, 200);
    assert.ok(performance.now() - started < 2000);
    const { ms } = await slow;
    assert.ok(ms > 9000 && ms < 12_500, `${ms} ms`);
    for (const socket of idle) socket.destroy();
  });
});

describe('methods and media types', () => {
  test('405 names what is allowed', async () => {
    const answer = await backend.call('DELETE', '/v1/me');
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get('allow'), 'GET, HEAD, PATCH');
  });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp', 'application/json; charset=latin1', '']) {
    test(`415 for "${type}"`, async () => {
      const answer = await backend.post('/v1/join', '{}', { headers: { 'content-type': type } });
      assert.equal(answer.status, 415);
    });
  }
  test('415 for an encoded body', async () => {
    assert.equal((await backend.post('/v1/sign-out', '{}', { headers: { 'content-encoding': 'gzip' } })).status, 415);
  });
  test('charset=utf-8 is fine', async () => {
    assert.equal((await backend.post('/v1/sign-out', '{}', { headers: { 'content-type': 'Application/JSON; charset=UTF-8' } })).status, 204);
  });
});

describe('origins', () => {
  const ask = (origin, more = {}) => backend.get('/v1/config', { headers: { origin, ...more } });
  test('configured ones are echoed, without credentials', async () => {
    for (const origin of ['https://shop.example', 'https://m.shop.example:8443']) {
      const { headers } = await ask(origin);
      assert.equal(headers.get('access-control-allow-origin'), origin);
      assert.equal(headers.get('access-control-allow-credentials'), null);
      assert.match(headers.get('vary'), /Origin/);
    }
  });
  for (const origin of ['null', 'https://shop.example.evil', 'https://a.shop.example', 'http://shop.example', 'https://shop.example:444', 'https://shop.exampl', 'HTTPS://shop.example/']) {
    test(`not ${origin}`, async () => {
      assert.equal((await ask(origin)).headers.get('access-control-allow-origin'), null);
      const preflight = await backend.call('OPTIONS', '/v1/join', { headers: { origin, 'access-control-request-method': 'POST' } });
      assert.equal(preflight.status, 403);
      const post = await backend.post('/v1/sign-out', '{}', { headers: { origin, 'sec-fetch-site': 'cross-site' } });
      assert.equal(post.code, 'origin_not_allowed');
    });
  }
  test('preflight', async () => {
    const answer = await backend.call('OPTIONS', '/v1/me', { headers: { origin: 'https://shop.example', 'access-control-request-method': 'PATCH' } });
    assert.equal(answer.status, 204);
    assert.match(answer.headers.get('access-control-allow-methods'), /PATCH/);
  });
});

describe('files', () => {
  test('types, caching, brotli and gzip', async () => {
    const table = [
      ['/assets/regulars.js', 'br', 'BROTLI', 'text/javascript; charset=utf-8', 'no-cache', 'br'],
      ['/assets/regulars.js', 'gzip', 'GZIP', 'text/javascript; charset=utf-8', 'no-cache', 'gzip'],
      ['/assets/regulars.js', 'identity', 'loader();', 'text/javascript; charset=utf-8', 'no-cache', null],
      ['/assets/regulars.js', 'br;q=0', 'loader();', 'text/javascript; charset=utf-8', 'no-cache', null],
      ['/assets/panel-Bx3kPq9z.js', 'br', 'panel();', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable', null],
      ['/assets/engine/regulars-engine.wasm', 'br', '\0asm', 'application/wasm', 'no-cache', null]];
    for (const [path, encoding, body, type, caching, coded] of table) {
      const answer = await raw(backend.port, `GET ${path} HTTP/1.0\r\n${head}Accept-Encoding: ${encoding}\r\n\r\n`);
      const header = (name) => new RegExp(`^${name}: (.*)\r$`, 'im').exec(answer.text)?.[1] ?? null;
      assert.equal(answer.text.split('\r\n\r\n')[1], body, path + encoding);
      assert.equal(header('content-type'), type);
      assert.equal(header('cache-control'), caching);
      assert.equal(header('content-encoding'), coded);
      assert.equal(header('access-control-allow-origin'), '*');
      assert.equal(header('x-content-type-options'), 'nosniff');
      assert.equal(header('vary'), 'Accept-Encoding');
    }
  });
  test('an unchanged file is 304, each encoding with its own tag', async () => {
    const first = await backend.get('/assets/regulars.js', { headers: { 'accept-encoding': 'identity' } });
    const tag = first.headers.get('etag');
    const again = await backend.get('/assets/regulars.js', { headers: { 'accept-encoding': 'identity', 'if-none-match': tag } });
    assert.equal(again.status, 304);
    assert.equal((await raw(backend.port, `GET /assets/regulars.js HTTP/1.0\r\n${head}Accept-Encoding: br\r\nIf-None-Match: ${tag}\r\n\r\n`)).status, 200);
  });
  test('a new build is seen at once in the demo', async () => {
    writeFileSync(join(assets, 'late.js'), 'one');
    assert.equal((await backend.get('/assets/late.js')).raw, 'one');
    writeFileSync(join(assets, 'late.js'), 'three');
    assert.equal((await backend.get('/assets/late.js')).raw, 'three');
  });
  for (const path of ['../secrets.json', '..%2fsecrets.json', '%2e%2e/%2e%2e/etc/passwd', '....//etc/passwd', '/etc/passwd', 'engine/../regulars.js', 'link.txt', 'engine', '', 'regulars.js.br', '..%5c..%5cetc%5cpasswd', 'regulars.js%00.txt']) {
    test(`nothing at ${path}`, async () => {
      const answer = await raw(backend.port, `GET /assets/${path} HTTP/1.0\r\n${head}\r\n`);
      assert.ok([400, 404].includes(answer.status), answer.text.slice(0, 100));
      assert.doesNotMatch(answer.text, /root:|server_key/);
    });
  }
});

describe('security headers', () => {
  test('personal JSON is not stored and not sniffed', async () => {
    const { headers } = await backend.get('/v1/me');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-site');
    assert.match(headers.get('content-security-policy'), /default-src 'none'/);
  });
  test('the configuration can be cached for a minute', async () => {
    const first = await backend.get('/v1/config');
    assert.equal(first.headers.get('cache-control'), 'public, max-age=60');
    const again = await backend.get('/v1/config', { headers: { 'if-none-match': first.headers.get('etag') } });
    assert.equal(again.status, 304);
  });
  test('the configuration comes in the language that is asked for, else in the main one, else in all', async () => {
    const languages = async (query) => Object.keys((await backend.get(`/v1/config${query}`)).body.program.name);
    const all = await languages('');
    assert.ok(all.length > 1);
    assert.deepEqual(await languages('?locale=en'), ['en']);
    assert.deepEqual(await languages('?locale=en-GB'), ['en']);
    assert.deepEqual(await languages('?locale=fr'), ['vi']);
    assert.equal((await backend.get('/v1/config?language=en')).status, 400);
  });
});

describe('starting and ending', () => {
  test('SIGTERM answers what is under way, then ends with 0', async () => {
    const own = await Backend.start();
    const calls = Array.from({ length: 20 }, (_, i) => own.post('/v1/join', { email: `a${i}@example.com`, consent: { marketing: false, version: '1' } }).catch((error) => error));
    await sleep(15);
    const ended = own.stop('SIGTERM');
    const answers = await Promise.all(calls);
    assert.equal(await ended, 0);
    for (const answer of answers) assert.ok(answer.status === 202 || answer instanceof Error, JSON.stringify(answer.body));
    assert.match(own.log, /"what":"stopped"/);
  });
  test('idle connections do not hold the end back', async () => {
    const own = await Backend.start();
    const open = raw(own.port, `GET /health HTTP/1.1\r\n${head}\r\n`, 8000);
    await sleep(200);
    const started = Date.now();
    assert.equal(await own.stop('SIGINT'), 0);
    assert.ok(Date.now() - started < 2000);
    await open;
  });
  test('a second process on the same data is refused, with a reason', async () => {
    await assert.rejects(Backend.start({ data: backend.data }), /another regulars process/);
  });
  test('a port that is taken, a programme that is none, a secrets file that others can read', async () => {
    await assert.rejects(Backend.start({ port: backend.port }), /cannot listen/);
    await assert.rejects(Backend.start({ programFile: '/nowhere.json' }), /cannot read the programme/);
    await assert.rejects(Backend.start({ args: ['--secrets', '/etc/passwd'] }), /can be read by others/);
  });
  test('the log holds no address, token or code', async () => {
    const own = await Backend.start();
    const session = await own.join('canary@example.com', { name: 'Canary' });
    await own.get('/v1/me?email=canary@example.com', { token: session.token });
    await own.get('/canary@example.com');
    await own.merchant('/v1/vouchers/CANARYCODE000000/reserve', { checkout_id: 'k' });
    await own.stop();
    assert.doesNotMatch(own.log, /canary/i);
    assert.ok(!own.log.includes(session.token.slice(0, 40)));
    for (const text of own.log.trim().split('\n')) JSON.parse(text);
  });
});
