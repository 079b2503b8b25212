// The few things that the shop needs on top of node:http: headers, cookies, forms, compression.
import { createHash } from 'node:crypto';
import { constants, brotliCompressSync, gzipSync } from 'node:zlib';

export const contentSecurityPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
  + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const maxFormBytes = 16 * 1024;

export const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** A refusal with an HTTP status; the server turns it into a page. */
export class HttpError extends Error {
  constructor(status, message) { super(message); this.status = status; }
}

export function cookies(req) {
  const jar = new Map();
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0) jar.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return jar;
}

export function cookie(name, value, { days, secure = false } = {}) {
  const life = days === undefined ? '' : `; Max-Age=${Math.round(days * 86400)}`;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${life}${secure ? '; Secure' : ''}`;
}

/** A form of another site may not post here: browsers name the origin of every post. */
export function requireSameOrigin(req) {
  const site = req.headers['sec-fetch-site'];
  if (site && site !== 'same-origin' && site !== 'none') throw new HttpError(403, 'Cross-site post.');
  const { origin, host } = req.headers;
  if (origin && (!URL.canParse(origin) || new URL(origin).host !== host)) throw new HttpError(403, 'Cross-site post.');
}

/** Reads a posted form, at most 16 KiB of it. */
export async function readForm(req) {
  const type = (req.headers['content-type'] ?? '').split(';')[0].trim();
  if (type !== 'application/x-www-form-urlencoded') throw new HttpError(415, 'Forms only.');
  const chunks = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > maxFormBytes) throw new HttpError(413, 'Form too large.');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** One field of a form: trimmed, control characters out, never longer than `max`. */
export function field(form, name, max = 200) {
  // eslint-disable-next-line no-control-regex
  return (form.get(name) ?? '').replace(/[\u0000-\u001f\u007f]/g, ' ').trim().slice(0, max);
}

function encodingFor(req) {
  const accepted = req.headers['accept-encoding'] ?? '';
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : '';
}

function compress(body, encoding, quality) {
  if (encoding === 'br') return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  return encoding === 'gzip' ? gzipSync(body) : body;
}

/** Sends a page; pages are personal, so nobody stores them. */
export function sendPage(req, res, { status = 200, body, headers = {} }) {
  const encoding = encodingFor(req);
  const bytes = compress(Buffer.from(body), encoding, 4);
  res.writeHead(status, {
    ...securityHeaders,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
    ...(encoding && { 'content-encoding': encoding }),
    'content-length': bytes.length,
    ...headers,
  });
  res.end(req.method === 'HEAD' ? undefined : bytes);
}

export function redirect(res, location, headers = {}) {
  res.writeHead(303, { ...securityHeaders, location, 'cache-control': 'no-store', 'content-length': 0, ...headers });
  res.end();
}

/** A file that never changes under its address (the address carries a part of its hash). */
export class StaticFile {
  constructor(bytes, type, { packed = true } = {}) {
    this.type = type;
    this.hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 10);
    this.packed = packed;
    this.bodies = { '': bytes };
  }

  body(encoding) {
    this.bodies[encoding] ??= compress(this.bodies[''], encoding, 9);
    return this.bodies[encoding];
  }

  send(req, res) {
    const etag = `"${this.hash}"`;
    const versioned = req.url.endsWith(`?v=${this.hash}`);
    const headers = {
      ...securityHeaders,
      'content-type': this.type,
      'cache-control': versioned ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
      etag,
      vary: 'accept-encoding',
    };
    if (req.headers['if-none-match'] === etag) {
      res.writeHead(304, headers);
      res.end();
      return;
    }
    const encoding = this.packed ? encodingFor(req) : '';
    const body = this.body(encoding);
    res.writeHead(200, { ...headers, 'content-length': body.length, ...(encoding && { 'content-encoding': encoding }) });
    res.end(req.method === 'HEAD' ? undefined : body);
  }
}
