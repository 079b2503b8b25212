// Builds the widget into dist/: loader, shell, elements, panel, locales, each with .br and .gz beside it.
// The order follows who must know whose name: panel and elements carry a hash of their contents, which
// the shell holds; the shell's hash stands in the loader.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { domTemplates } from './build/lit-without-html.mjs';
import { shellWords, smallStyles, withoutKit } from './build/plugins.mjs';

const WEB = dirname(fileURLToPath(import.meta.url));
const DIST = join(WEB, '..', 'dist');
const { version } = JSON.parse(await readFile(join(WEB, '..', 'package.json'), 'utf8'));

/** One entry, bundled and minified: its code and what went into it. */
async function bundle(entry, format, plugins, define = {}) {
  const result = await build({
    entryPoints: [join(WEB, entry)], bundle: true, write: false, metafile: true, format, target: 'es2022',
    minify: true, legalComments: 'none', charset: 'utf8', plugins: [...plugins, smallStyles()],
    define: { __VERSION__: JSON.stringify(version), ...define },
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
  });
  return { code: result.outputFiles[0].text, inputs: Object.keys(result.metafile.inputs) };
}

const hash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** The file itself, and the two forms that a server can send without work. */
async function put(name, text) {
  const path = join(DIST, name);
  await mkdir(dirname(path), { recursive: true });
  const bytes = Buffer.from(text);
  await writeFile(path, bytes);
  await writeFile(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}

/** Chunks of former builds; they go last, so that a page that is open meanwhile still finds its own. */
async function cleanUp(current) {
  for (const name of await readdir(DIST)) {
    if (/^(core|panel)-/.test(name) && !current.some((chunk) => name.startsWith(chunk))) await rm(join(DIST, name));
  }
}

for (const file of await readdir(join(WEB, 'i18n/locales'))) {
  const words = JSON.parse(await readFile(join(WEB, 'i18n/locales', file), 'utf8'));
  const late = Object.fromEntries(Object.entries(words).filter(([key]) => !key.startsWith('shell.')));
  await put(`locales/${file}`, JSON.stringify(late));
}

await put('regulars.css', await readFile(join(WEB, 'widget/reserve.css'), 'utf8'));

const words = shellWords(join(WEB, 'i18n/locales'));
const core = await bundle('widget/core.ts', 'esm', [domTemplates(), words]);
const coreName = `core-${hash(core.code)}.js`;
await put(coreName, core.code);

const panel = await bundle('widget/panel/panel.ts', 'esm', [withoutKit(`./${coreName}`), words]);
const twice = panel.inputs.filter((path) => /node_modules|widget\/(?!panel)|i18n|client\/(?!types)/.test(path));
if (twice.length > 0) throw new Error(`The panel must take these from kit.ts, else they are shipped twice: ${twice.join(', ')}`);
const panelName = `panel-${hash(panel.code)}.js`;
await put(panelName, panel.code);

const names = { __CORE__: JSON.stringify(coreName), __PANEL__: JSON.stringify(panelName) };
const shell = await bundle('shell/shell.ts', 'esm', [words], names);
await put('shell.js', shell.code);

const loader = await bundle('loader/regulars.ts', 'iife', [], { __SHELL__: JSON.stringify(`shell.js?v=${hash(shell.code)}`) });
await put('regulars.js', loader.code);
await cleanUp([coreName, panelName]);
console.log(`dist/: regulars.js, shell.js, ${coreName}, ${panelName}, locales`);
