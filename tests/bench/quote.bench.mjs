// One quote as a page asks for it: a cart of 20 lines through Embind, its reasons and the summary included, with the
// page's own code around it; and how much room a member's state takes after a thousand events.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

export const title = 'A quote of 20 lines through Embind, and the state of a member after 1,000 events';

const root = fileURLToPath(new URL('../..', import.meta.url));
const BUDGET_US = 100;
const BUDGET_STATE = 16 * 1024;
const START = Date.parse('2026-01-05T02:00:00Z');

async function engineOf(glue, wasm) {
  const create = (await import(pathToFileURL(join(root, glue)).href)).default;
  return create({ wasmBinary: readFileSync(join(root, wasm)) });
}

async function pageCode(path) {
  const { outputFiles: [file] } = await build({ entryPoints: [join(root, path)], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`);
}

const instant = (ms) => new Date(ms).toISOString();
const must = (text) => {
  const answer = JSON.parse(text);
  if (!answer.ok) throw new Error(text);
  return answer.value;
};

function order(id, lines) {
  return { id, currency: 'VND', channel: 'web', lines: Array.from({ length: lines }, (_, i) => ({
    id: `line-${i}`, sku: `sku-${i}`, category: i % 3 ? 'coffee' : 'equipment', tags: i % 4 ? [] : ['new'],
    quantity: 1 + (i % 3), amount_minor: 45_000 + 7_000 * i, discount_minor: i % 5 ? 0 : 5_000, tax_minor: 0, gift_card: false,
  })), shipping_minor: 25_000, shipping_tax_minor: 0 };
}

function median(run) {
  for (let i = 0; i < 300; i += 1) run();
  const took = Array.from({ length: 2_001 }, () => {
    const begin = process.hrtime.bigint();
    run();
    return Number(process.hrtime.bigint() - begin) / 1000;
  }).sort((a, b) => a - b);
  return took[1000];
}

export async function run() {
  execFileSync('cmake', ['--build', '--preset', 'wasm', '--target', 'regulars_engine_full'], { cwd: root, stdio: 'ignore' });
  const full = await engineOf('build/wasm/bindings/regulars-engine-full.mjs', 'build/wasm/bindings/regulars-engine-full.wasm');
  const shopper = await engineOf('dist/engine/regulars-engine.js', 'dist/engine/regulars-engine.wasm');
  const { question } = await pageCode('web/engine/question.ts');
  const programme = readFileSync(join(root, 'demo/programs/ca-phe-binh-minh.json'), 'utf8');

  const booking = full.createEngine(programme);
  if (!booking.valid()) throw new Error(booking.error());
  must(booking.apply(JSON.stringify({ type: 'member_joined', id: 'join', occurred_at: instant(START) })));
  for (let i = 0; i < 500; i += 1) {
    const at = START + i * 16 * 3_600_000;
    must(booking.apply(JSON.stringify({ type: 'order_placed', id: `order-${i}`, occurred_at: instant(at), order: order(`order-${i}`, 3) })));
    must(booking.apply(JSON.stringify({ type: 'order_event', id: `done-${i}`, occurred_at: instant(at + 3_600_000), order_id: `order-${i}`, event: 'delivered' })));
  }
  const state = booking.state();

  const engine = shopper.createEngine(booking.compiled());
  if (!engine.valid()) throw new Error(engine.error());
  must(engine.setMember(state));
  const cart = order('cart', 20);
  const at = instant(START + 8_100 * 3_600_000);
  const text = question(cart, at);
  const inside = median(() => engine.quote(text));
  const whole = median(() => JSON.parse(engine.quote(question(cart, at))));
  const lines = must(engine.quote(text)).awards[0].lines.length;
  console.log(`  the module alone, text in, text out      ${inside.toFixed(1).padStart(8)} us median of 2,001`);
  console.log(`  from a cart object to an answer object   ${whole.toFixed(1).padStart(8)} us (budget ${BUDGET_US})   ${lines} lines explained`);
  console.log(`  state after 500 orders and their deliveries${String(state.length).padStart(8)} bytes (budget ${BUDGET_STATE}), ${gzipSync(state).length} gzipped`);
  engine.delete();
  booking.delete();
}
