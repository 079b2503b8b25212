// The widget's built files (dist/), the way that any web server hands out a folder: compressed
// beforehand, kept by browsers as long as their name carries a hash.
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { refuse } from './proxy.mjs';

const types = {
  js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json', wasm: 'application/wasm',
};
const plainPath = /^(\/\w[\w.-]*)+\.(js|css|json|wasm)$/; // no segment begins with a dot
const hashed = /-[0-9a-f]{8}\.js$/;

/** Sends `path` ("/en/shell.js") of `folder` in the best encoding that the browser takes. */
export function sendFile(req, res, folder, path) {
  const [name] = path.split('?');
  const [, , type] = plainPath.exec(name) ?? [];
  if (!type || !['GET', 'HEAD'].includes(req.method)) return refuse(res);
  const accepted = req.headers['accept-encoding'] ?? '';
  const encodings = [['br', '.br'], ['gzip', '.gz']].filter(([encoding]) => accepted.includes(encoding));
  for (const [encoding, ending] of [...encodings, ['', '']]) {
    const file = `${folder}${name}${ending}`;
    const stat = look(file);
    if (stat?.isFile()) return send(req, res, { file, stat, encoding, type, name });
  }
  return refuse(res);
}

function look(file) {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}

function send(req, res, { file, stat, encoding, type, name }) {
  const etag = `"${stat.size.toString(36)}-${stat.mtimeMs.toString(36)}"`;
  const same = req.headers['if-none-match'] === etag;
  res.writeHead(same ? 304 : 200, {
    'cache-control': hashed.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag,
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    ...(!same && { 'content-type': types[type], 'content-length': stat.size }),
    ...(!same && encoding && { 'content-encoding': encoding }),
  });
  if (same || req.method === 'HEAD') res.end();
  else pipeline(createReadStream(file), res, () => {});
}
