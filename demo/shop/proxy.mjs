// A small reverse proxy, the kind that every shop has already (nginx, a CDN rule, a framework's
// rewrite). Streams both ways, gives up after `timeout`, never lets a caller leave its path.
import { request } from 'node:http';

const hopByHop = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization',
  'te', 'trailer', 'transfer-encoding', 'upgrade', 'host', 'expect']);

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
 * one is removed); `cookies` says which of the browser's cookies the target may see.
 */
export function forward(req, res, target, options = {}) {
  const { timeout = 10_000 } = options;
  const url = new URL(target);
  if (!plainPath(target.slice(url.origin.length))) return refuse(res, 400);
  const sent = requestHeaders(req, options);
  const upstream = request(url, { method: req.method, headers: sent, timeout }, (answer) => {
    const headers = { ...answer.headers };
    for (const name of Object.keys(headers)) if (hopByHop.has(name)) delete headers[name];
    res.writeHead(answer.statusCode, headers);
    answer.on('error', () => res.destroy());
    answer.pipe(res);
  });
  upstream.on('timeout', () => upstream.destroy(new Error('timeout')));
  upstream.on('error', () => problem(res, 502, 'backend_away', 'The loyalty backend does not answer'));
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
