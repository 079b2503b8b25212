// `make bench`: runs the benchmarks of this folder, each a file that exports `title` and `run()`
// and prints its own table. Words on the command line choose by title.
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const model = cpus()[0]?.model ?? 'unknown processor';
console.log(`${model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}`);

const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.bench.mjs')).sort();
for (const file of files) {
  const { title, run } = await import(`./${file}`);
  if (!words.every((word) => title.toLowerCase().includes(word))) continue;
  console.log(`\n${title}`);
  await run();
}
