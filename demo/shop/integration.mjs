// Everything that a shop writes to carry Regulars. In the pages it is one script tag; on the shop's
// own server it is this file: (a) the widget's files and API under the shop's own address, (b) who
// is signed in, (c) orders, deliveries and refunds, (d) vouchers at the checkout.
import { createHmac, randomUUID } from 'node:crypto';
import { sendFile } from './files.mjs';
import { forward, refuse } from './proxy.mjs';

const notNow = (status) => status >= 500 || [401, 408, 429].includes(status);
const browserRoutes = /^\/v1\/(config|programme|join|sign-in|verify|session|sign-out|me|quote)\b/;

/** (b) A JWT that vouches for the signed-in customer for two minutes; made on the server only. */
export function identityToken({ kid, secret, iss }, customer, now = Date.now()) {
  const base64url = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const iat = Math.floor(now / 1000);
  const claims = {
    iss, aud: 'regulars', sub: customer.id, jti: randomUUID(), iat, exp: iat + 120,
    email: customer.email, email_verified: true, // say so only if the address was proved
  };
  const text = `${base64url({ alg: 'HS256', typ: 'JWT', kid })}.${base64url(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** (c) Standard Webhooks: HMAC-SHA256 of "id.timestamp.body" with the key behind "whsec_". */
export function signWebhook(secret, id, body, now = Date.now()) {
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}

// Messages go into the shop's database in the same transaction as what they report.
const message = (type, order, path, data) =>
  ({ id: `msg_${randomUUID()}`, type, order, path, body: JSON.stringify(data) });
const voucherPath = (code, action) => `/v1/vouchers/${encodeURIComponent(code)}/${action}`;

/** (c) "order.paid", "order.delivered", "order.refunded" or "order.cancelled", with its data. */
export const orderMessage = (type, order, data) =>
  message(type, order, '/v1/webhooks/shop', { type, timestamp: new Date().toISOString(), data });

/** (d) "use" a reserved voucher for an order, or "release" it when the checkout goes without. */
export const voucherMessage = (action, code, reservation, order) => message(
  `voucher.${action}`, order, voucherPath(code, action),
  { checkout_id: reservation, ...(action === 'use' && { order_id: order }) },
);

export class Regulars {
  /** `widget`: the folder dist/; `secrets()`: the three keys; `shopper(req)`: the customer. */
  constructor({ backend, widget, secrets, shopper }) {
    Object.assign(this, { backend, widget, secrets, shopper });
  }

  /** (a) First thing in the request handler; true when the request is answered here. */
  handle(req, res) {
    const [, door, path] = /^\/(regulars|loyalty)(\/.*)/.exec(req.url) ?? [];
    const cookies = (name) => /^(__Host-)?regulars_/.test(name); // not the shop's own session
    if (door === 'regulars') sendFile(req, res, this.widget, path); // with or without the backend
    else if (door && !browserRoutes.test(path)) refuse(res);
    else if (door) {
      forward(req, res, this.backend + path, { cookies, headers: this.vouch(req, path) });
    }
    return door !== undefined;
  }

  /** (b) The widget asks "who is this?" without knowing; the shop's server adds the answer. */
  vouch(req, path) {
    if (!/^\/v1\/session(\?|$)/.test(path)) return {};
    const [customer, key] = [this.shopper(req), this.secrets()?.shop_jwt];
    return { authorization: customer && key && `Bearer ${identityToken(key, customer)}` };
  }

  /** (c) Sends one message. "later", "failed" (a 500: perhaps it alone): try again, same id. */
  async send({ id, path, body }) {
    const { status, body: answer } = await this.post(path, body, id);
    if (notNow(status)) return { state: status === 500 ? 'failed' : 'later' };
    return { state: status < 300 ? 'delivered' : 'rejected', answer };
  }

  /** (d) Holds a voucher for a checkout: {voucher}, {problem: code} or {away: true}. */
  async reserve(code, reservation, customer) {
    const held = JSON.stringify({ checkout_id: reservation, customer });
    const { status, body } = await this.post(voucherPath(code, 'reserve'), held);
    if (status < 300) return { voucher: body };
    return notNow(status) ? { away: true } : { problem: body?.code ?? 'refused' };
  }

  async post(path, body, id) {
    try {
      const { webhook_secret: secret, api_key: key } = this.secrets();
      const proof = path === '/v1/webhooks/shop' ? signWebhook(secret, id, body)
        : { authorization: `Bearer ${key}` };
      const headers = { 'content-type': 'application/json', ...proof };
      const signal = AbortSignal.timeout(5000);
      const answer = await fetch(this.backend + path, { method: 'POST', body, headers, signal });
      return { status: answer.status, body: await answer.json().catch(() => null) };
    } catch {
      return { status: 599, body: null }; // away, too slow, or not started yet
    }
  }
}
