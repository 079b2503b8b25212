// Negative controls: every property must find the bugs that seeded-bugs.json seeds for it.
//   node tests/engine/properties/seeded-bugs.mjs [ids or properties...]    (after building engine_properties)
//   node tests/engine/properties/seeded-bugs.mjs --write-docs              the table in docs/properties.md
//
// src/ stays clean. For each file that a row names, a copy goes into build/native/seeded/ in which each `find` has become
// a choice made at run time; the copies are linked before the engine's own objects into one binary, `engine_seeded`.
// Row: id, property, file (under src/engine), find (occurs exactly once in it), replace, why.
//   An expression becomes (seeded == 17 ? (replace) : (find)); what ends on ; becomes if (seeded == 17) {...} else {...}.
//   Rows with the same file and find share one choice. An empty `replace` leaves a statement out.
// Passes where each row's property fails with its bug, all hold without one, and no property is without a row.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const build = join(root, process.env.BUILD ?? 'build/native');
const seeded = join(build, 'seeded');
const binary = join(build, 'engine_seeded');
const words = process.argv.slice(2);
const workers = Math.min(2, availableParallelism());
// How often a property is tried with its bug: at most this many times the runs of REGULARS_RUNS=100.
const PATIENCE = 20;

const { bugs } = JSON.parse(readFileSync(new URL('seeded-bugs.json', import.meta.url), 'utf8'));

const count = (text, part) => text.split(part).length - 1;

// What is wrong with the table, in words that say what to do about it.
function staleRows() {
  const wrong = [];
  const ids = new Set();
  for (const { id, file, find } of bugs) {
    if (ids.has(id)) wrong.push(`id ${id} is there twice`);
    ids.add(id);
    const path = join(root, 'src/engine', file);
    const times = existsSync(path) ? count(readFileSync(path, 'utf8'), find) : -1;
    if (times === -1) wrong.push(`bug ${id}: src/engine/${file} is no more`);
    else if (times !== 1) wrong.push(`bug ${id}: \`${find}\` occurs ${times} times in src/engine/${file}, must be once`);
  }
  return wrong;
}

function choice(find, rows) {
  const is = (row) => `::regulars_seeded_bug == ${row.id}`;
  if (/;( })?$/.test(find)) {
    return rows.reduceRight((other, row) => `if (${is(row)}) { ${row.replace} } else { ${other} }`, find);
  }
  return rows.reduceRight((other, row) => `(${is(row)} ? (${row.replace}) : ${other})`, `(${find})`);
}

// The source of a file with all its bugs in it.
function seededSource(file) {
  const places = new Map();
  for (const bug of bugs.filter((row) => row.file === file)) places.set(bug.find, [...(places.get(bug.find) ?? []), bug]);
  let text = readFileSync(join(root, 'src/engine', file), 'utf8');
  const spots = [...places].map(([find, rows]) => ({ at: text.indexOf(find), find, rows })).sort((a, b) => b.at - a.at);
  let end = Infinity;
  for (const { at, find, rows } of spots) {
    if (at + find.length > end) throw new Error(`the \`find\` of bug ${rows[0].id} overlaps that of another row`);
    end = at;
    text = text.slice(0, at) + choice(find, rows) + text.slice(at + find.length);
  }
  return `extern const int regulars_seeded_bug;\n#line 1 "src/engine/${file}"\n${text}`;
}

const theChoice = `#include <cstdlib>
extern const int regulars_seeded_bug;
const int regulars_seeded_bug = std::getenv("REGULARS_SEEDED_BUG") ? std::atoi(std::getenv("REGULARS_SEEDED_BUG")) : 0;
`;

function run(command, args, options) {
  return new Promise((resolve) => {
    execFile(command, args, { maxBuffer: 1 << 28, ...options }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? error.signal) : 0, late: error?.killed === true, out: stdout + stderr });
    });
  });
}

async function inParallel(list, work) {
  const results = new Array(list.length);
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < list.length; i = next++) results[i] = await work(list[i]);
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return results;
}

// Compiles one copy with the flags of the original. #include "..." is looked up where the original lies.
async function compile({ file, source, object, command }) {
  const folder = dirname(join(root, 'src/engine', file));
  const flags = command.replace(/ -o \S+ -c \S+$/, '').replace(/ -W\S+/g, '');
  const launcher = /ccache/.test(flags) || !existsSync('/usr/bin/ccache') ? '' : 'ccache ';
  const { code, out } = await run('bash', ['-c', `${launcher}${flags} -w -iquote '${folder}' -o '${object}' -c '${source}'`], {
    cwd: build, env: { ...process.env, CCACHE_BASEDIR: root, CCACHE_NOHASHDIR: '1' },
  });
  if (code !== 0) throw new Error(`the copy of src/engine/${file} does not compile:\n${out.slice(0, 4000)}`);
}

async function makeBinary() {
  const commands = new Map(JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8')).map((c) => [c.file, c.command]));
  const files = [...new Set(bugs.map((bug) => bug.file))];
  const units = files.map((file) => ({ file, text: seededSource(file), command: commands.get(join(root, 'src/engine', file)) }));
  units.push({ file: 'choice.cpp', text: theChoice, command: commands.get(join(root, 'src/engine', files[0])) });
  for (const unit of units) {
    if (!unit.command) throw new Error(`src/engine/${unit.file} is not a source that is compiled (headers cannot carry a seeded bug)`);
    unit.source = join(seeded, unit.file);
    unit.object = `${unit.source}.o`;
    mkdirSync(dirname(unit.source), { recursive: true });
    if (!existsSync(unit.source) || readFileSync(unit.source, 'utf8') !== unit.text) writeFileSync(unit.source, unit.text);
  }
  await inParallel(units, compile);
  const link = execFileSync('ninja', ['-C', build, '-t', 'commands', 'engine_properties'], { encoding: 'utf8', maxBuffer: 1 << 28 })
    .trim().split('\n').at(-1);
  const linked = link.replace(' -o engine_properties ', ` ${units.map((unit) => `'${unit.object}'`).join(' ')} -o engine_seeded `);
  if (linked === link) throw new Error('the command that links engine_properties has another form than expected');
  execFileSync('bash', ['-c', linked], { cwd: build, stdio: 'inherit' });
}

// The list of seeded bugs in docs/properties.md, from the rows.
function documented() {
  const path = join(root, 'docs/properties.md');
  const text = readFileSync(path, 'utf8');
  const names = [...new Set(bugs.map((bug) => bug.property))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const cell = (name) => bugs.filter((bug) => bug.property === name).map((bug) => bug.why).join('; ');
  const table = ['| Property | finds |', '|---|---|', ...names.map((name) => `| ${name} | ${cell(name)} |`)].join('\n');
  const wanted = text.replace(/(<!-- seeded bugs: .*? -->\n)[^]*(<!-- end of seeded bugs -->)/, `$1\n${table}\n\n$2`);
  return { path, current: text === wanted, wanted };
}

function properties() {
  return execFileSync(join(build, 'engine_properties'), ['--list'], { encoding: 'utf8' }).trim().split('\n');
}

// Found: the property failed, or the engine crashed under it; not where it only never came to an end.
async function tryBug(bug) {
  const started = performance.now();
  const { code, late, out } = await run(binary, ['--quick', bug.property], {
    env: { ...process.env, REGULARS_SEEDED_BUG: String(bug.id), REGULARS_RUNS: String(100 * PATIENCE) }, timeout: 60_000,
  });
  const said = /^(?:FAIL|ok) .*$/m.exec(out)?.[0] ?? `ended with ${code}`;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const runs = /after (\d+) tests?/.exec(out)?.[1];
  return { bug, found: !late && code !== 0, said, seconds, runs, code };
}

async function main() {
  if (words[0] === '--write-docs') {
    const { path, wanted } = documented();
    writeFileSync(path, wanted);
    return 0;
  }
  const stale = staleRows();
  if (stale.length > 0) {
    for (const line of stale) console.log(`FAIL ${line}`);
    console.log('Seeded bugs follow the engine: give the row of tests/engine/properties/seeded-bugs.json its new text.');
    console.log(`0 passed, ${stale.length} failed`);
    return 1;
  }
  if (!existsSync(join(build, 'engine_properties'))) {
    console.log('0 passed, 0 failed, 1 skipped');
    return 0;
  }
  statSync(join(build, 'compile_commands.json'));
  await makeBinary();
  let passed = 0;
  let failed = 0;
  const names = properties();
  const invariants = readFileSync(join(root, 'docs/properties.md'), 'utf8').split('\n## Seeded bugs')[0];
  const chosen = bugs.filter((bug) => words.length === 0 || words.includes(String(bug.id)) || words.includes(bug.property));
  const tally = (good, line) => {
    console.log(`${good ? 'ok  ' : 'FAIL'} ${line}`);
    if (good) passed += 1;
    else failed += 1;
  };
  if (!documented().current) tally(false, 'docs/properties.md lists other bugs: run this with --write-docs');
  for (const name of names) {
    if (!new RegExp(`\\b${name}\\b`).test(invariants)) tally(false, `${name} is not in the table of docs/properties.md`);
    if (!bugs.some((bug) => bug.property === name)) tally(false, `${name} has no seeded bug`);
  }
  for (const bug of bugs) {
    if (!names.includes(bug.property)) tally(false, `bug ${bug.id} names ${bug.property}, which is no property`);
  }
  for (const { bug, found, said, seconds, runs, code } of await inParallel(chosen, tryBug)) {
    const how = found ? `found${runs ? ` by run ${runs}` : code === 1 ? '' : `: ended with ${code}`}` : `NOT found (${said})`;
    tally(found, `${String(bug.id).padStart(3)} ${bug.property.padEnd(5)} ${bug.file}: ${bug.why}: ${how}, ${seconds} s`);
  }
  if (words.length === 0) {
    const { code } = await run(binary, [], { env: { ...process.env, REGULARS_SEEDED_BUG: '0', REGULARS_RUNS: '10' } });
    tally(code === 0, 'all properties hold where no bug is seeded');
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = await main();
