// The vectors through Embind: the module with booking, under Node and in Chromium.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { root } from '../backend/support.mjs';
import { moduleHost, runVector } from './vectors.mjs';

const folder = join(root, 'tests/vectors');
const built = join(root, 'build/wasm/bindings');
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json')).sort();
const read = (path) => readFileSync(join(root, path), 'utf8');
const programOf = (vector) => (vector.program ? JSON.stringify(vector.program) : read(vector.program_ref));

test('the module was built', () => {
  assert.ok(existsSync(join(built, 'regulars-engine-full.wasm')), 'build/wasm/bindings/regulars-engine-full.wasm: run `make engine`');
  assert.ok(files.length > 0);
});

test('vectors through Embind under Node', async (t) => {
  const create = (await import(pathToFileURL(join(built, 'regulars-engine-full.mjs')).href)).default;
  const module = await create({ wasmBinary: readFileSync(join(built, 'regulars-engine-full.wasm')) });
  const host = moduleHost(module, programOf);
  for (const file of files) {
    await t.test(file, async (t2) => {
      const result = await runVector(JSON.parse(read(join('tests/vectors', file))), host);
      for (const skip of result.skips) t2.diagnostic(`skipped: ${skip}`);
      assert.deepEqual(result.failures, []);
      assert.ok(result.passed + result.skipped > 0);
    });
  }
});

const types = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };

test('vectors through Embind in Chromium', { timeout: 120_000 }, async (t) => {
  const { chromium } = await import('playwright-core');
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (path === '/') return response.setHeader('content-type', 'text/html').end('<!doctype html><title>Vectors</title>');
    const file = join(root, path);
    if (path.includes('..') || !existsSync(file)) return response.writeHead(404).end();
    return response.setHeader('content-type', types[extname(file)] ?? 'text/plain').end(readFileSync(file));
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  t.after(async () => { await browser.close(); server.close(); });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const result = await page.evaluate(async (names) => {
    const get = async (path) => (await fetch(path)).text();
    const { moduleHost: hostOf, runVector: run } = await import('/tests/parity/vectors.mjs');
    const create = (await import('/build/wasm/bindings/regulars-engine-full.mjs')).default;
    const wasmBinary = await (await fetch('/build/wasm/bindings/regulars-engine-full.wasm')).arrayBuffer();
    const module = await create({ wasmBinary });
    const sum = { passed: 0, skipped: 0, failures: [] };
    for (const name of names) {
      const vector = JSON.parse(await get(`/tests/vectors/${name}`));
      const programme = vector.program ? JSON.stringify(vector.program) : vector.program_ref ? await get(`/${vector.program_ref}`) : '';
      const one = await run(vector, hostOf(module, () => programme));
      sum.passed += one.passed;
      sum.skipped += one.skipped;
      sum.failures.push(...one.failures);
    }
    return sum;
  }, files);
  t.diagnostic(`${result.passed} cases passed, ${result.skipped} skipped`);
  assert.deepEqual(result.failures, []);
  assert.ok(result.passed > 0);
});
