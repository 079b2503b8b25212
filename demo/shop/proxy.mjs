// A small reverse proxy, the kind that every shop has already (nginx, a CDN rule, a framework's
// rewrite). Streams both ways, gives up after `timeout`, never lets a caller leave its path, and can
// serve files from memory while the other side is away (as nginx does: proxy_cache_use_stale).
import { request } from 'node:http';

const hopByHop = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization',
  'te', 'trailer', 'transfer-encoding', 'upgrade', 'host', 'expect']);

const maxKeptBytes = 512 * 1024;
const maxKeptFiles = 100;

/** Only plain paths go through: no dot segments, no encoded slashes, no backslashes. */
const plainPath = (path) => !/(^|\/)\.{1,2}(\/|$)|%2e|%2f|%5c|\\/i.test(path.split('?')[0]);

function problem(res, status, code, title) {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.writeHead(status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  res.end(JSON.stringify({ type: `urn:regulars:problem:${code}`, title, status, code }));
}

export const refuse = (res, status = 404) => problem(res, status, 'not_found', 'No such route');

/**
 * Passes a request on to `target` and its answer back. `headers` are set on the way in (an empty
 * one is removed); `cookies` says which of the browser's cookies the target may see; `stale` (a
 * Map) keeps the last good answers, and gives them while the target is away.
 */
export function forward(req, res, target, options = {}) {
  const { timeout = 10_000, stale } = options;
  const url = new URL(target);
  if (!plainPath(target.slice(url.origin.length))) return refuse(res, 400);
  const key = `${req.url} ${req.headers['accept-encoding'] ?? ''}`;
  const away = () => {
    const kept = res.headersSent ? undefined : stale?.get(key);
    if (kept) sendKept(req, res, kept);
    else problem(res, 502, 'backend_away', 'The loyalty backend does not answer');
  };
  const sent = requestHeaders(req, options);
  const upstream = request(url, { method: req.method, headers: sent, timeout }, (answer) => {
    const headers = { ...answer.headers };
    for (const name of Object.keys(headers)) if (hopByHop.has(name)) delete headers[name];
    if (stale && req.method === 'GET' && answer.statusCode === 200) keep(answer, headers, stale, key);
    res.writeHead(answer.statusCode, headers);
    answer.on('error', () => res.destroy());
    answer.pipe(res);
  });
  upstream.on('timeout', () => upstream.destroy(new Error('timeout')));
  upstream.on('error', away);
  res.on('close', () => upstream.destroy());
  req.pipe(upstream);
  return undefined;
}

function requestHeaders(req, { headers = {}, cookies = () => true }) {
  const sent = { ...req.headers };
  for (const name of Object.keys(sent)) if (hopByHop.has(name)) delete sent[name];
  sent.cookie = (sent.cookie ?? '').split(/;\s*/).filter((pair) => cookies(pair.split('=')[0])).join('; ');
  sent['x-forwarded-for'] = req.socket.remoteAddress;
  sent['x-forwarded-host'] = req.headers.host;
  sent['x-forwarded-proto'] = req.socket.encrypted ? 'https' : 'http';
  if (req.headers['transfer-encoding']) sent['transfer-encoding'] = 'chunked';
  Object.assign(sent, headers);
  for (const name of Object.keys(sent)) if (!sent[name]) delete sent[name];
  return sent;
}

/** Remembers a file while it streams through: small ones only, and not too many. */
function keep(answer, headers, stale, key) {
  const chunks = [];
  let size = 0;
  answer.on('data', (chunk) => {
    size += chunk.length;
    if (size <= maxKeptBytes) chunks.push(chunk);
  });
  answer.on('end', () => {
    if (size > maxKeptBytes || !answer.complete) return;
    if (stale.size >= maxKeptFiles) stale.delete(stale.keys().next().value);
    stale.set(key, { headers, body: Buffer.concat(chunks) });
  });
}

function sendKept(req, res, { headers, body }) {
  const same = headers.etag && req.headers['if-none-match'] === headers.etag;
  const { 'content-length': _, ...rest } = headers;
  res.writeHead(same ? 304 : 200, same ? rest : headers);
  res.end(same || req.method === 'HEAD' ? undefined : body);
}
