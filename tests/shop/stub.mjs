// A stand-in for the loyalty backend, for tests of the shop alone: remembers what it was asked,
// checks signatures, and can be switched off, slow, or made to refuse.
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { createShop } from '../../demo/shop/shop.mjs';

export const secrets = {
  webhook_secret: `whsec_${Buffer.from('a webhook secret of 32 bytes....').toString('base64')}`,
  api_key: 'sk_test_key',
  shop_jwt: { kid: 'shop-1', secret: 'a shop secret for tests only', iss: 'ca-phe-binh-minh' },
};

const demoProgramme = JSON.parse(readFileSync(
  new URL('../../demo/programs/ca-phe-binh-minh.json', import.meta.url),
  'utf8',
));

const listen = (server) => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(server.address().port));
});

async function readBody(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

export class StubBackend {
  requests = [];
  vouchers = new Map();
  status = 200;
  /** Ids of messages that it breaks on. */
  failing = new Set();
  booked = 'booked';
  /** What a request to this path waits for before it is done. */
  gate = () => undefined;

  async start() {
    this.server = createServer((req, res) => this.#answer(req, res));
    this.port = await listen(this.server);
    return this;
  }

  get url() { return `http://127.0.0.1:${this.port}`; }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  /** Comes back on the port that it had. */
  async restart() {
    this.server = createServer((req, res) => this.#answer(req, res));
    await new Promise((resolve) => { this.server.listen(this.port, '127.0.0.1', resolve); });
  }

  get webhooks() { return this.requests.filter(({ path }) => path === '/v1/webhooks/shop'); }

  async #answer(req, res) {
    const body = await readBody(req);
    this.requests.push({ method: req.method, path: req.url, headers: req.headers, body });
    await this.gate(req.url);
    const [status, data] = this.#route(req, body);
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(data));
  }

  #route(req, body) {
    if (this.failing.has(req.headers['webhook-id'])) return [500, { code: 'internal' }];
    if (req.url === '/v1/webhooks/shop') return [signed(req, body) ? this.status : 401, { status: this.booked }];
    const [, code, action] = /^\/v1\/vouchers\/([^/]+)\/(\w+)$/.exec(req.url) ?? [];
    if (code) return this.#voucher(decodeURIComponent(code), action, JSON.parse(body));
    if (req.url === '/v1/outbox') return [200, { mails: [{ to: 'lan@example.com', subject: '<b>code</b>', text: '482913', sent_at: '2026-11-22T05:00:00.000Z' }] }];
    if (req.url === '/v1/programme') return [200, demoProgramme];
    return [200, { path: req.url }];
  }

  /** As the backend does it: only a reservation that was made, and not given back, can be used or released. */
  #voucher(code, action, { checkout_id: holder, order_id: order, customer }) {
    const voucher = this.vouchers.get(code);
    const isTheirs = customer?.email && voucher?.owner && customer.email !== voucher.owner;
    if (!voucher || isTheirs) return [404, { code: 'voucher_unknown' }];
    if (voucher.state === 'used' && voucher.order !== order) return [409, { code: 'voucher_used' }];
    voucher.holders ??= new Set();
    if (action === 'reserve') {
      if (voucher.state === 'reserved' && voucher.holder !== holder) return [409, { code: 'voucher_reserved' }];
      voucher.holders.add(holder);
      Object.assign(voucher, { state: 'reserved', holder });
    } else if (voucher.state !== 'used') {
      if (!voucher.holders.has(holder)) return [409, { code: 'voucher_released' }];
      if (action === 'use') Object.assign(voucher, { state: 'used', holder, order });
      else if (voucher.holder === holder) voucher.state = 'issued';
      voucher.holders.delete(holder);
    }
    const { holders: _, ...shown } = voucher;
    return [200, { code, ...shown }];
  }
}

function signed(req, body) {
  const key = Buffer.from(secrets.webhook_secret.slice(6), 'base64');
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = req.headers;
  return signature === `v1,${createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')}`;
}

/** A shop on a free port with a folder of its own; `stop` ends it and keeps the folder. `widget`: its built files. */
export async function startShop({ backend, data = mkdtempSync(join(tmpdir(), 'regulars-shop-')), widget = data }) {
  const path = join(data, 'secrets.json');
  writeFileSync(path, JSON.stringify({ server_key: 'never read by the shop', ...secrets }));
  const shop = createShop({ data, backend, widget, secrets: path });
  const server = createServer(shop.handler);
  const port = await listen(server);
  const stop = async () => {
    shop.outgoing.stop();
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
    shop.store.close();
  };
  return { ...shop, url: `http://127.0.0.1:${port}`, data, stop };
}

export const forget = (data) => rmSync(data, { recursive: true, force: true });

/** A stand-in and a shop before it, for the tests of this file or `describe`; `take` gets both before the first of them. */
export function withShop(take) {
  let backend;
  let shop;
  before(async () => {
    backend = await new StubBackend().start();
    shop = await startShop({ backend: backend.url });
    take({ backend, shop });
  });
  after(async () => {
    await shop.stop();
    await backend.stop();
    forget(shop.data);
  });
}

/** A browser without scripts: keeps cookies, follows redirects, posts forms. */
export class Visitor {
  #jar = new Map();

  constructor(url) { this.url = url; }

  cookie(name) { return this.#jar.get(name); }

  keep(name, value) { this.#jar.set(name, value); }

  async #send(path, options = {}) {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...options.headers, ...(cookie && { cookie }) };
    const answer = await fetch(this.url + path, { ...options, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      if (/Max-Age=0/.test(line)) this.#jar.delete(pair.slice(0, at));
      else this.#jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    if (answer.status === 303) return this.get(answer.headers.get('location'));
    return { status: answer.status, headers: answer.headers, text: await answer.text(), path };
  }

  get(path, headers) { return this.#send(path, { headers }); }

  post(path, fields, headers = {}) {
    return this.#send(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  json(path, data, headers = {}) {
    const body = JSON.stringify(data);
    return this.#send(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  }
}

/** A visitor of this shop with something in her cart. */
export async function filled(shop, sku = 'robusta-dak-lak', quantity = '1') {
  const visitor = new Visitor(shop.url);
  await visitor.post('/cart/add', { sku, quantity });
  return visitor;
}

export const buyer = {
  email: 'lan@example.com', name: 'Nguyễn Thị Lan', phone: '0901 234 567',
  address: '12 Nguyễn Huệ, Quận 1', payment: 'cod',
};

/** Waits until `check` is true; a clear failure when it never is. */
export async function until(check, what, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (!check()) {
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}
