// Fuzzes what is read from outside: programmes, compiled programmes, events, kept texts, questions.
//   node tests/fuzz/run.mjs [SECONDS [targets...]]
// Seeds are made anew from demo/programs and tests/vectors. With REGULARS_LONG=1 the preset `fuzz` is built where clang is
// there and each target runs for a minute; else only what is built already, for two seconds each.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const long = process.env.REGULARS_LONG === '1';
const seconds = Number(process.argv[2] ?? (long ? 60 : 2));
const targets = process.argv.length > 3 ? process.argv.slice(3) : ['program', 'compiled', 'event', 'state', 'quote'];
const corpus = join(root, 'build/fuzz/corpus');

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const inFolder = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.json')).map((name) => join(root, folder, name));

function seeds() {
  const vectors = inFolder('tests/vectors').map(json);
  const steps = vectors.flatMap((vector) => vector.cases.flatMap((one) => one.steps));
  const programs = [...inFolder('demo/programs').map(json), ...vectors.flatMap((vector) => [vector.program, ...(vector.versions ?? []).map((v) => v.program)])].filter(Boolean);
  const texts = { program: programs, event: steps.map((step) => step.event).filter(Boolean), quote: steps.map((step) => step.quote).filter(Boolean) };
  const all = Object.fromEntries(Object.entries(texts).map(([name, list]) => [name, [...new Set(list.map((one) => JSON.stringify(one)))]]));
  all.compiled = inFolder('demo/programs').map((path) => spawnSync('build/native/regulars', ['compile', path], { cwd: root, encoding: 'utf8' }).stdout.trim()).filter(Boolean);
  all.state = execFileSync('build/native/engine_histories', ['--texts', '60'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }).trim().split('\n');
  return all;
}

function build() {
  if (!long) return existsSync(join(root, 'build/fuzz/fuzz_program'));
  if (spawnSync('bash', ['-c', 'command -v clang++']).status !== 0) return false;
  for (const args of [['--preset', 'fuzz'], ['--build', '--preset', 'fuzz', '-j', '2']]) {
    const { status, stdout, stderr } = spawnSync('cmake', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`cmake ${args.join(' ')} failed\n${stdout.slice(-3000)}${stderr.slice(-3000)}`);
  }
  return true;
}

// A few words that random bytes would take long to find.
const dictionary = ['"format":1', '{"format":1,"data":[', 'per_amount', 'occurred_at', '9007199254740991', '-9007199254740991', '1767225600000'];

function fuzz(name, texts) {
  const folder = join(corpus, name);
  mkdirSync(folder, { recursive: true });
  texts.slice(0, 2000).forEach((text, i) => writeFileSync(join(folder, `seed-${i}`), text));
  const words = join(corpus, 'words.dict');
  writeFileSync(words, dictionary.map((word) => `${JSON.stringify(word)}\n`).join(''));
  const { status, stderr } = spawnSync(join(root, 'build/fuzz', `fuzz_${name}`), [folder, `-max_total_time=${seconds}`, '-timeout=10', '-rss_limit_mb=2048',
    '-max_len=65536', `-dict=${words}`, '-print_final_stats=1', `-artifact_prefix=${join(root, 'build/fuzz', `${name}-`)}`], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const runs = /stat::number_of_executed_units:\s*(\d+)/.exec(stderr)?.[1] ?? '0';
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}: ${runs} inputs from ${texts.length} seeds in ${seconds} s`);
  if (status !== 0) console.log(stderr.slice(-4000));
  return status === 0;
}

if (!build()) {
  console.log('The fuzzing targets are not built: scripts/build.sh fuzz, with clang.');
  console.log(`0 passed, 0 failed, ${targets.length} skipped`);
} else {
  rmSync(corpus, { recursive: true, force: true });
  const all = seeds();
  const failed = targets.filter((name) => !fuzz(name, all[name])).length;
  console.log(`${targets.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
