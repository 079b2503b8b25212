// Which branches of the engine's rules are taken: node scripts/coverage-rules.mjs GCOVR.json
// Prints each file's rate and every line that did not run or has a branch that was not taken. Fails on
// a line that tests/coverage-explained.json does not list: a rule's branch needs a vector, a property, or a reason.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { files } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const explained = JSON.parse(readFileSync(join(root, 'tests/coverage-explained.json'), 'utf8'));
// A line is known by its file and its text: numbers move with every change.
const reasons = new Map(explained.flatMap((row) => row.lines.map(([file, code]) => [`${file}: ${code}`, row])));

let branches = 0;
let taken = 0;
let excused = 0;
const open = [];
const seen = new Set();
for (const { file, lines } of files) {
  const name = file.replace('src/engine/rules/', '');
  const source = readFileSync(join(root, file), 'utf8').split('\n');
  const sum = { all: 0, taken: 0 };
  const found = [];
  for (const line of lines) {
    if (line['gcovr/noncode']) continue;
    const of = line.branches.length;
    const took = line.branches.filter((branch) => branch.count > 0).length;
    sum.all += of;
    sum.taken += took;
    if (took === of && line.count > 0) continue;
    const code = source[line.line_number - 1].trim();
    const key = `${name}: ${code}`;
    seen.add(key);
    const row = reasons.get(key);
    if (row) excused += of - took;
    else open.push(`${file}:${line.line_number}: ${code}`);
    found.push(`  ${line.line_number}: ${line.count > 0 ? `${took} of ${of} branches` : 'never runs'}: ${code}${row ? `\n      ${row.why}` : ''}`);
  }
  branches += sum.all;
  taken += sum.taken;
  if (sum.all > 0) console.log(`${file}: ${sum.taken} of ${sum.all} branches, ${((100 * sum.taken) / sum.all).toFixed(1)} %`);
  if (found.length > 0) console.log(found.join('\n'));
}
for (const key of reasons.keys()) if (!seen.has(key)) console.log(`No longer needed in tests/coverage-explained.json: ${key}`);
const percent = (part) => ((100 * part) / branches).toFixed(1);
console.log(`Rules: ${taken} of ${branches} branches taken by vectors and properties (${percent(taken)} %), ${excused} explained, ${branches - taken - excused} neither.`);
if (open.length > 0) {
  console.error(`No vector, no property and no reason (${open.length} lines):\n${open.join('\n')}`);
  process.exit(1);
}
