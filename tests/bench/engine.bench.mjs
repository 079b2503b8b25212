// How fast the engine folds a merchant's history of orders: natively, and as WebAssembly in this Node.js.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const title = 'Replay from columns (millions of orders a second, best of five, one core)';

const root = fileURLToPath(new URL('../..', import.meta.url));
const programme = 'demo/programs/tiered-calendar-year-sephora-2018.json';
const shapes = {
  all: '20,000 members, 50 orders each',
  10: '10 orders of a member',
  1000: '1,000 orders of a member',
  100000: '100,000 orders of a member',
};

function measure(command, args) {
  const text = execFileSync(command, [...args, programme], { cwd: root, encoding: 'utf8' });
  const lines = text.trim().split('\n').map((line) => line.split(' '));
  return new Map(lines.map(([name, speed, ...totals]) => [name, { speed: Number(speed), totals: totals.join(' ') }]));
}

export function run() {
  for (const preset of ['native', 'wasm']) {
    execFileSync('cmake', ['--build', '--preset', preset, '--target', 'engine_bench'], { cwd: root, stdio: 'ignore' });
  }
  const native = measure('build/native/engine_bench', []);
  const wasm = measure(process.execPath, ['build/wasm/engine_bench.cjs']);
  console.log(`  ${programme}`);
  console.log(`  ${''.padEnd(34)}${'native'.padStart(8)}${'wasm'.padStart(8)}${'ratio'.padStart(8)}`);
  for (const [name, { speed, totals }] of native) {
    const other = wasm.get(name);
    if (other.totals !== totals) throw new Error(`${name}: native and WebAssembly disagree: ${totals} | ${other.totals}`);
    const ratio = (other.speed / speed).toFixed(2);
    console.log(`  ${shapes[name].padEnd(34)}${speed.toFixed(2).padStart(8)}${other.speed.toFixed(2).padStart(8)}${ratio.padStart(8)}`);
  }
}
