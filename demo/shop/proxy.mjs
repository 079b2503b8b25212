// A small reverse proxy, the kind that every shop has already (nginx, a CDN rule, a framework's
// rewrite). Streams both ways, gives up after `timeout`, and never lets a caller leave its path.
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
 * Passes a request on to `target` and its answer back. `headers` are set on the way in (an
 * empty one is removed); `cookies` says which of the browser's cookies the target may see.
 */
export function forward(req, res, target, { headers = {}, cookies = () => true, timeout = 10_000 } = {}) {
  const url = new URL(target);
  if (!plainPath(target.slice(url.origin.length))) return refuse(res, 400);
  const sent = { ...req.headers };
  for (const name of Object.keys(sent)) if (hopByHop.has(name)) delete sent[name];
  const kept = (sent.cookie ?? '').split(/;\s*/).filter((pair) => cookies(pair.split('=')[0]));
  if (sent.cookie !== undefined) sent.cookie = kept.join('; ');
  if (!sent.cookie) delete sent.cookie;
  sent['x-forwarded-for'] = req.socket.remoteAddress;
  sent['x-forwarded-host'] = req.headers.host;
  sent['x-forwarded-proto'] = req.socket.encrypted ? 'https' : 'http';
  for (const [name, value] of Object.entries(headers)) {
    if (!value) delete sent[name];
    else sent[name] = value;
  }
  if (req.headers['transfer-encoding']) sent['transfer-encoding'] = 'chunked';

  const away = () => problem(res, 502, 'backend_away', 'The loyalty backend does not answer');
  const upstream = request(url, { method: req.method, headers: sent, timeout }, (answer) => {
    const back = { ...answer.headers };
    for (const name of Object.keys(back)) if (hopByHop.has(name)) delete back[name];
    res.writeHead(answer.statusCode, back);
    answer.on('error', () => res.destroy());
    answer.pipe(res);
  });
  upstream.on('timeout', () => upstream.destroy(new Error('timeout')));
  upstream.on('error', away);
  res.on('close', () => upstream.destroy());
  req.pipe(upstream);
  return undefined;
}
