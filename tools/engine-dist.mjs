// Finishes what Emscripten linked: node tools/engine-dist.mjs <out> <glue.mjs> [<engine.wasm>]
//
// Without a .wasm the glue is the wasm2js build and is only copied. With one, the module goes
// through the current Binaryen (Emscripten in Debian 12 brings one from 2021, whose code is
// larger). Either way the engine is started once, so that what a page could not start is never served, and
// dist/engine/manifest.json is brought up to date: what a page may check before it trusts a file, and the
// sizes that we state.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const [out, glue, wasm] = process.argv.slice(2);
if (!out || !glue) {
  console.error('usage: engine-dist.mjs <output folder> <glue.mjs> [<engine.wasm>]');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

if (wasm) {
  copyFileSync(glue, join(out, 'regulars-engine.js'));
  execFileSync(process.execPath, [
    join(root, 'node_modules/binaryen/bin/wasm-opt'),
    // Once flat, control flow is found anew: half a kilobyte less, compressed.
    '-Oz', '--converge', '--flatten', '--rereloop', '-O2', '-Oz', '--strip-debug', '--strip-producers', '--strip-target-features',
    wasm, '-o', join(out, 'regulars-engine.wasm'),
  ], { stdio: 'inherit' });
} else {
  copyFileSync(glue, join(out, 'regulars-engine.wasm2js.js'));
}
await start();

async function start() {
  const name = wasm ? 'regulars-engine.js' : 'regulars-engine.wasm2js.js';
  try {
    const { default: create } = await import(pathToFileURL(join(out, name)).href);
    const said = { print() {}, printErr() {} };
    const module = await create(wasm ? { ...said, wasmBinary: readFileSync(join(out, 'regulars-engine.wasm')) } : said);
    if (typeof module.createEngine !== 'function') throw new Error('it has no createEngine');
  } catch (error) {
    for (const left of [name, `${name}.br`, `${name}.gz`]) rmSync(join(out, left), { force: true });
    console.error(`engine-dist: ${name} was linked but does not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

// Also leaves the two forms that a server can send without work beside the file.
function describe(name) {
  const bytes = readFileSync(join(out, name));
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(join(out, `${name}.br`), brotli);
  writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  return {
    bytes: bytes.length,
    brotli: brotli.length,
    integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
  };
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const names = ['regulars-engine.js', 'regulars-engine.wasm', 'regulars-engine.wasm2js.js'];
const files = Object.fromEntries(
  names.filter((name) => existsSync(join(out, name))).map((name) => [name, describe(name)]),
);
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify({ version, files }, null, 2)}\n`);
for (const [name, { bytes, brotli }] of Object.entries(files)) {
  console.log(`${name.padEnd(28)} ${String(bytes).padStart(7)} bytes, ${String(brotli).padStart(6)} brotli`);
}
