// The same histories in every build and under other zones and languages must give the same hash.
//   node tests/determinism/run.mjs [COUNT]
// Builds that are there are run: gcc, WebAssembly. With REGULARS_LONG=1 clang, ASan+UBSan and wasm2js are made as well
// (scripts/setup.sh long brings clang) and 100,000 histories are told. Closes on `N passed, N failed, N skipped`.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const long = process.env.REGULARS_LONG === '1';
const count = Number(process.argv[2] ?? (long ? 100_000 : 2000));
// Where languages of the C library are compared, a few histories are enough: nothing of it is called at all.
const fewer = Math.min(count, long ? 10_000 : 500);
const SEED = 20260110;

const builds = [
  { name: 'gcc, -O2', command: ['build/native/engine_histories'] },
  { name: 'WebAssembly', command: [process.execPath, 'build/wasm/engine_histories.cjs'] },
  { name: 'clang, -O3', preset: 'clang', needs: 'clang++', command: ['build/clang/engine_histories'] },
  { name: 'gcc, ASan and UBSan', preset: 'asan', command: ['build/asan/engine_histories'] },
  { name: 'wasm2js', preset: 'wasm', target: 'engine_histories_js', command: [process.execPath, 'build/wasm/engine_histories_js.cjs'] },
];

const surroundings = [
  { TZ: 'Pacific/Apia', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'Asia/Ho_Chi_Minh', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
];

const has = (tool) => spawnSync('bash', ['-c', `command -v ${tool}`]).status === 0;

// Makes what only the long run needs. False: it cannot be made here.
function made({ name, preset, needs, target = 'engine_histories' }) {
  if (!preset) return true;
  if (!long) return false;
  if (needs && !has(needs)) return false;
  console.log(`building ${name}`);
  for (const args of [['--preset', preset], ['--build', '--preset', preset, '--target', target, '-j', '2']]) {
    const { status, stderr, stdout } = spawnSync('cmake', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`${name}: cmake ${args.join(' ')} failed\n${stdout.slice(-3000)}${stderr.slice(-3000)}`);
  }
  return true;
}

function told(command, histories, env = {}) {
  return new Promise((resolve) => {
    execFile(command[0], [...command.slice(1), String(histories), String(SEED)], { cwd: root, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve(error ? `ended with ${error.code ?? error.signal}: ${stderr.slice(0, 2000)}` : stdout.trim());
    });
  });
}

async function main() {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  const wanted = await told(builds[0].command, count);
  const wantedFewer = await told(builds[0].command, fewer);
  console.log(`     ${builds[0].name}: ${wanted}`);
  if (!/: [0-9a-f]{16}$/.test(wanted)) {
    console.log('0 passed, 1 failed');
    return 1;
  }
  const compare = (what, got, expected) => {
    console.log(`${got === expected ? 'ok  ' : 'FAIL'} ${what}${got === expected ? '' : `: ${got}, should be ${expected}`}`);
    if (got === expected) passed += 1;
    else failed += 1;
  };
  for (const build of builds.slice(1)) {
    if (!made(build) || !existsSync(join(root, build.command.at(-1)))) {
      if (!build.preset || long) {
        console.log(`skip ${build.name} is not here`);
        skipped += 1;
      }
      continue;
    }
    compare(`${build.name}, ${count} histories`, await told(build.command, count), wanted);
  }
  for (const env of surroundings) {
    const words = Object.entries(env).map(([key, value]) => `${key}=${value}`).join(' ');
    for (const build of builds.slice(0, 2)) {
      if (existsSync(join(root, build.command.at(-1)))) compare(`${build.name} with ${words}, ${fewer} histories`, await told(build.command, fewer, env), wantedFewer);
    }
  }
  if (failed > 0) console.log('`--each` before the count prints a hash for each history: compare two builds to find the first that differs.');
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
