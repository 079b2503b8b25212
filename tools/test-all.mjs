// Runs every suite of tests/suites.json and adds up their results.
//   node tools/test-all.mjs [--long] [words of suite names...]
//   node tools/test-all.mjs --needs [--long] [words...]     prints what `make` must build for them, and runs nothing
// The last line is always `N passed, N failed`, with `, N skipped` where something was skipped. Above it stands every
// test that passed only when it was tried again, as browser tests are in CI: `flaky: NAME`.
//
// A row of the table:
//   name      what a person reads; words on the command line choose rows by it
//   command   run by bash in the root of the tree; {report} becomes the flags that make this kind
//             of runner write a machine-readable report
//   long      the command for --long, where REGULARS_LONG=1 in the environment is not enough
//   report    catch2 | node | vitest | playwright | tally | check  (tools/test-all/reports.mjs)
//   needs     what of the Makefile's steps must be built before: native, engine, web, asan
//   only      "long": run with --long alone
//   exists    a path, or folder/*suffix for any such file below it; the row is left out without
//   timeout   seconds, 600 unless told; ten times that with --long
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { reports } from './test-all/reports.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const logs = join(root, 'build/test-reports');
const HEARTBEAT_SECONDS = 30;
const TAIL_LINES = 60;

const args = process.argv.slice(2);
const long = args.includes('--long');
const words = args.filter((arg) => !arg.startsWith('--')).map((word) => word.toLowerCase());

const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

function isThere(path) {
  const [folder, suffix] = path.split('*');
  if (suffix === undefined) return existsSync(join(root, path));
  return existsSync(join(root, folder))
    && readdirSync(join(root, folder), { recursive: true }).some((name) => name.endsWith(suffix));
}

function chosen() {
  const { suites } = JSON.parse(readFileSync(join(root, 'tests/suites.json'), 'utf8'));
  for (const suite of suites) {
    if (!(suite.report in reports)) throw new Error(`${suite.name}: unknown kind of report '${suite.report}'`);
  }
  return suites
    .filter((suite) => long || suite.only !== 'long')
    .filter((suite) => words.every((word) => wordsOf(suite.name).some((own) => own.startsWith(word))));
}

const wordsOf = (name) => name.toLowerCase().split(/[^\p{L}\d']+/u);

// Runs one command in a process group of its own, so that a timeout also ends what it started.
function run(command, env, logFile, timeoutSeconds) {
  return new Promise((resolve) => {
    const log = createWriteStream(logFile);
    const started = performance.now();
    const child = spawn('bash', ['-c', command], {
      cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has already ended.
      }
    };
    const interrupt = () => {
      end('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);
    let timedOut = false;
    const limit = setTimeout(() => {
      timedOut = true;
      end('SIGTERM');
      setTimeout(() => end('SIGKILL'), 5000).unref();
    }, timeoutSeconds * 1000);
    const heartbeat = setInterval(() => {
      console.log(`    still running after ${seconds(started)} s`);
    }, HEARTBEAT_SECONDS * 1000);
    let out = '';
    const take = (chunk) => {
      log.write(chunk);
      out += chunk;
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      clearInterval(heartbeat);
      process.removeListener('SIGINT', interrupt);
      process.removeListener('SIGTERM', interrupt);
      log.end();
      resolve({ code: code ?? 1, signal, out, timedOut });
    });
  });
}

async function runSuite(suite) {
  const kind = reports[suite.report];
  const base = join(logs, slug(suite.name));
  const file = `${base}.report`;
  rmSync(file, { force: true });
  const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...kind.env?.(file) };
  if (long) env.REGULARS_LONG = '1';
  else delete env.REGULARS_LONG;
  const command = ((long && suite.long) || suite.command).replace('{report}', kind.flags?.(file) ?? '');
  const timeout = (suite.timeout ?? 600) * (long ? 10 : 1);
  const started = performance.now();
  const result = await run(command, env, `${base}.log`, timeout);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const tally = { passed: 0, failed: 0, skipped: 0, failures: [], flaky: [], ...kind.read(text, result) };

  // A runner that died before, or after, it reported must not pass for a good one.
  if (result.timedOut) {
    tally.failed += 1;
    tally.failures.push(`stopped after ${timeout} s`);
  } else if (result.code !== 0 && tally.failed === 0 && suite.report !== 'check') {
    tally.failed += 1;
    tally.failures.push(`ended with ${result.signal ?? `exit code ${result.code}`}`);
  }
  console.log(`    ${counts(tally)}  (${seconds(started)} s)`);
  if (tally.failed > 0) {
    for (const failure of tally.failures) console.log(failure.replace(/^/gm, '      '));
    if (tally.failures.length === 0 || result.timedOut || kind.showTail) {
      console.log(result.out.trimEnd().split('\n').slice(-TAIL_LINES).join('\n').replace(/^/gm, '      | '));
    }
    console.log(`      run again: ${command}\n      log: ${base}.log`);
  }
  return tally;
}

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

if (args.includes('--needs')) {
  console.log([...new Set(chosen().flatMap((suite) => suite.needs))].join(' '));
  process.exit(0);
}
mkdirSync(logs, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
const flaky = [];
for (const suite of chosen().filter(({ exists }) => !exists || isThere(exists))) {
  console.log(suite.name);
  const tally = await runSuite(suite);
  for (const key of Object.keys(total)) total[key] += tally[key];
  flaky.push(...tally.flaky);
}
if (total.passed + total.failed + total.skipped === 0) console.log('no suite was run');
for (const test of flaky) console.log(`flaky: ${test}`);
console.log(counts(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
