// Bytes as a shopper pays for them: brotli at its highest level, which is how static files are
// served. Before interaction: the tag's file and what it imports by itself; in all: every file
// that a full visit with one language loads.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

export const title = 'Sizes (bytes)';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

// What the project promises; a larger file is a regression.
const budgets = { tag: 2_048, before: 10_000, wasm: 40_000, glue: 7_500, all: 110_000 };

function size(path) {
  const bytes = readFileSync(path);
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return { raw: bytes.length, brotli: packed.length };
}

const sum = (paths) => paths.map(size)
  .reduce((total, one) => ({ raw: total.raw + one.raw, brotli: total.brotli + one.brotli }), { raw: 0, brotli: 0 });

// Files that a module loads at once, without being asked: its static imports, and theirs.
function withStaticImports(path, seen = new Set()) {
  if (seen.has(path) || !existsSync(path)) return seen;
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  for (const [, specifier] of text.matchAll(/(?:import|from)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    withStaticImports(join(dirname(path), specifier), seen);
  }
  return seen;
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function row(label, { raw, brotli }, budget) {
  const verdict = budget === undefined ? '' : `${String(budget).padStart(9)}  ${brotli <= budget ? 'kept' : 'EXCEEDED'}`;
  console.log(`  ${label.padEnd(42)}${String(raw).padStart(9)}${String(brotli).padStart(9)}${verdict}`);
}

export function run() {
  console.log(`  ${''.padEnd(42)}${'raw'.padStart(9)}${'brotli'.padStart(9)}${'budget'.padStart(9)}`);
  const tag = join(dist, 'regulars.js');
  const before = new Set([tag, ...withStaticImports(join(dist, 'shell.js'))]);
  row('regulars.js, what the tag loads', size(tag), budgets.tag);
  row(`before interaction (${before.size} files and /v1/config)`, sum([...before]), budgets.before);
  const engine = join(dist, 'engine');
  row('engine, WebAssembly', size(join(engine, 'regulars-engine.wasm')), budgets.wasm);
  row('engine, its glue', size(join(engine, 'regulars-engine.js')), budgets.glue);
  const wasm2js = join(engine, 'regulars-engine.wasm2js.js');
  if (existsSync(wasm2js)) row('engine as JavaScript (where WASM is forbidden)', size(wasm2js));
  // A visit uses one language, and either WebAssembly or its JavaScript twin.
  const visited = filesBelow(dist).filter((path) => /\.(js|wasm|css|json)$/.test(path)
    && !path.endsWith('manifest.json') && !path.endsWith('wasm2js.js')
    && (basename(dirname(path)) !== 'locales' || basename(path) === 'en.json'));
  row(`everything, one language (${visited.length} files)`, sum(visited), budgets.all);
}
