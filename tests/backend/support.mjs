// Starts the real binary on a free port with fresh data, and speaks HTTP with it.
import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const binary = process.env.REGULARS_BINARY ?? join(root, 'build/native/regulars');
export const program = join(root, 'tests/backend/fixtures/program.json');
export const openapi = JSON.parse(readFileSync(join(root, 'schema/openapi.json'), 'utf8'));
export const long = process.env.REGULARS_LONG === '1';
export const now = () => new Date().toISOString();
export const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

const { codes } = JSON.parse(readFileSync(join(root, 'schema/codes.json'), 'utf8'));

/** Whatever is refused, wherever: HTTP's status and the document's are one, and the parameters are those of schema/codes.json. */
export function checkProblem(status, problem, where) {
  const say = (what) => { throw new Error(`${where}: ${what}: ${JSON.stringify(problem)}`); };
  const code = codes[problem?.code] ?? say('no code of schema/codes.json');
  if (problem.status !== status) say(`HTTP says ${status}`);
  if (problem.title !== code.title || /[{}]/.test(problem.detail ?? '{')) say('its words are not filled in');
  const [given, declared] = [problem.params ?? {}, code.params].map((params) => Object.keys(params).sort().join(' '));
  if (given !== declared) say(`parameters are "${given}", declared "${declared}"`);
  for (const [name, type] of Object.entries(code.params)) {
    if (typeof problem.params[name] !== (type === 'integer' ? 'number' : 'string')) say(`${name} is no ${type}`);
  }
}

export class Backend {
  /** `args`: further flags; `data`: an existing directory (kept by stop()). */
  static async start({ args = [], data, programFile = program, port = 0 } = {}) {
    const self = new Backend();
    self.data = data ?? mkdtempSync(join(tmpdir(), 'regulars-test-'));
    self.keep = data !== undefined;
    self.log = '';
    self.child = spawn(binary, ['serve', '--program', programFile, '--data', self.data, '--port', String(port),
      '--demo', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    self.ended = new Promise((resolve) => { self.child.on('exit', (code, signal) => resolve(signal ?? code)); });
    self.child.stderr.setEncoding('utf8').on('data', (text) => { self.log += text; });
    const deadline = Date.now() + 20_000;
    while (!/"what":"listening","detail":"[^"]*:(\d+)"/.test(self.log)) {
      if (self.child.exitCode !== null || Date.now() > deadline) throw new Error(`the backend did not start: ${self.log}`);
      await sleep(10);
    }
    self.port = Number(/"listening","detail":"[^"]*:(\d+)"/.exec(self.log)[1]);
    self.url = `http://127.0.0.1:${self.port}`;
    self.secrets = JSON.parse(readFileSync(join(self.data, 'secrets.json'), 'utf8'));
    return self;
  }

  async stop(signal = 'SIGTERM') {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    const how = await this.ended;
    if (!this.keep && existsSync(this.data)) rmSync(this.data, { recursive: true });
    return how;
  }

  /** Every call comes from its own address unless told, so that limits do not meet each other. */
  async call(method, path, { body, headers = {}, token, ip = freshIp() } = {}) {
    const sent = { 'x-forwarded-for': ip, ...headers };
    if (token) sent.authorization = `Bearer ${token}`;
    if (body !== undefined && !('content-type' in sent)) sent['content-type'] = 'application/json';
    const text = body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    const response = await fetch(this.url + path, { method, headers: sent, body: text, redirect: 'manual' });
    const raw = await response.text();
    let json = null;
    try { json = JSON.parse(raw); } catch { /* not every answer is JSON */ }
    if (response.headers.get('content-type') === 'application/problem+json') checkProblem(response.status, json, `${method} ${path}`);
    return { status: response.status, headers: response.headers, raw, body: json, code: json?.code };
  }
  get(path, options) { return this.call('GET', path, options); }
  post(path, body, options = {}) { return this.call('POST', path, { body, ...options }); }
  merchant(path, body) { return this.post(path, body, { token: this.secrets.api_key }); }

  async lastMail(to) {
    const { body } = await this.get('/v1/outbox');
    return body.mails.find((mail) => mail.to === to);
  }

  /** Joins by mail; gives the answer of verify, with the cookie. */
  async join(email, fields = {}) {
    const asked = await this.post('/v1/join', { email, consent: { marketing: false, version: '1' }, ...fields });
    if (asked.status !== 202) throw new Error(`join: ${asked.raw}`);
    return this.verify(email, cookieOf(asked));
  }
  /** `cookie`: of the browser that asked; another one has none. */
  async verify(email, cookie) {
    const mail = await this.lastMail(email.toLowerCase());
    const headers = cookie ? { cookie } : {};
    const verified = await this.post('/v1/verify', { email, code: /\d{6}/.exec(mail.subject)[0] }, { headers });
    if (verified.status !== 200) throw new Error(`verify: ${verified.raw}`);
    return { ...verified.body, cookie: cookieOf(verified) };
  }

  signed(raw, { id = `msg_${randomUUID()}`, at = Date.now(), secret = this.secrets.webhook_secret } = {}) {
    const timestamp = String(Math.floor(at / 1000));
    const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`${id}.${timestamp}.`).update(raw).digest('base64');
    return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
  }
  webhook(message, options) {
    const raw = typeof message === 'string' ? message : JSON.stringify(message);
    return this.post('/v1/webhooks/shop', raw, { headers: this.signed(raw, options) });
  }
  paid(email, id, amount, more = {}) {
    return this.webhook(paidMessage(email, id, amount, more));
  }

  shopToken(claims = {}, { header = {}, secret = this.secrets.shop_jwt.secret } = {}) {
    const iat = Math.floor(Date.now() / 1000);
    const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const text = `${encode({ alg: 'HS256', typ: 'JWT', kid: this.secrets.shop_jwt.kid, ...header })}.${encode({
      iss: this.secrets.shop_jwt.iss, aud: 'regulars', sub: 'c-1', email: 'lan@example.com', email_verified: true,
      jti: randomUUID(), iat, exp: iat + 120, ...claims })}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  }
}

export const cookieOf = (answer) => answer.headers.get('set-cookie').split(';')[0];

let address = 1;
export function freshIp() {
  address += 1;
  return `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`;
}

export const line = (amount, more = {}) => ({ id: '1', sku: 'phin', quantity: 2, amount_minor: amount, ...more });
export const paidMessage = (email, id, amount, more = {}) => ({
  type: 'order.paid', timestamp: now(),
  data: { customer: { email }, occurred_at: now(), order: { id, currency: 'VND', lines: [line(amount)] }, ...more },
});

/** Sends bytes as they are; gives all that comes back until the server closes or `ms` pass. */
export function raw(port, parts, ms = 3000) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let out = '';
    const started = Date.now();
    const done = () => {
      socket.destroy();
      const problem = /^HTTP\/1\.1 (\d+)[^]*problem\+json[^]*?\r\n\r\n(\{[^]*\})$/.exec(out);
      if (problem) {
        try { checkProblem(Number(problem[1]), JSON.parse(problem[2]), 'raw bytes'); } catch (error) { return reject(error); }
      }
      return resolve({ text: out, ms: Date.now() - started, status: Number(/^HTTP\/1\.1 (\d+)/.exec(out)?.[1] ?? 0) });
    };
    const timer = setTimeout(done, ms);
    socket.setEncoding('latin1').on('data', (text) => { out += text; });
    socket.on('close', () => { clearTimeout(timer); done(); });
    socket.on('error', () => {});
    (async () => {
      for (const part of [parts].flat()) {
        if (typeof part === 'number') await sleep(part);
        else if (!socket.destroyed) socket.write(part, 'latin1');
      }
    })();
  });
}

/** New members, one after the other, of the backend that `of` gives once it runs; `email` is the last one's. */
export function peopleOf(of) {
  let people = 0;
  const email = () => `member${people}@example.com`;
  return {
    email,
    member: () => { people += 1; return of().join(email()); },
    me: async (who) => (await of().get('/v1/me', { token: who.token })).body,
    refund: (order, id, data) => of().webhook({ type: 'order.refunded', timestamp: now(), data: { order_id: order, refund_id: id, occurred_at: now(), ...data } }),
  };
}

export const balance = (me) => me.summary.wallets[0].available;
