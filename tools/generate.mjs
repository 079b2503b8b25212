// Compiles schema/ into C++ and TypeScript. The output is committed, so that a build needs no Node for it.
//   node tools/generate.mjs           writes the files
//   node tools/generate.mjs --check   fails where a committed file is stale
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { codeFiles } from './generate/codes.mjs';
import { limitFiles } from './generate/limits.mjs';
import { loadSchemas } from './generate/schemas.mjs';
import { tableFiles } from './generate/tables.mjs';
import { textFiles } from './generate/text.mjs';
import { typeFiles } from './generate/types.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (name) => JSON.parse(readFileSync(join(root, 'schema', name), 'utf8'));

function outputs() {
  const limits = read('limits.json').limits;
  const schemas = loadSchemas(read, limits);
  return {
    ...codeFiles(read('codes.json')),
    ...limitFiles(limits),
    ...tableFiles(schemas),
    ...textFiles(schemas),
    ...typeFiles(schemas),
  };
}

function main() {
  const check = process.argv.includes('--check');
  let stale = 0;
  for (const [path, text] of Object.entries(outputs())) {
    const file = join(root, path);
    const old = existsSync(file) ? readFileSync(file, 'utf8') : null;
    if (old === text) continue;
    stale += 1;
    if (check) {
      console.error(`stale: ${path}`);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${path}`);
  }
  if (check && stale > 0) {
    console.error('Run `node tools/generate.mjs` and commit what it writes.');
    process.exit(1);
  }
}

main();
