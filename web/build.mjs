// Builds the widget into dist/: the loader, and for each language a folder with shell, elements and panel, its
// words inside, so that nobody pays for a request or a language that is not hers. Each file has .br and .gz beside it.
// What two chunks need stands in the earlier one (web/shell/kit.ts, web/widget/kit.ts). Since they know each
// other both ways, one hash of them all, put in the place of BUILD, names them.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { domTemplates } from './build/lit-without-html.mjs';
import { locales, ownWords, smallStyles, taken } from './build/plugins.mjs';

const WEB = dirname(fileURLToPath(import.meta.url));
const DIST = join(WEB, '..', 'dist');
const { version } = JSON.parse(await readFile(join(WEB, '..', 'package.json'), 'utf8'));

/** One entry, bundled and minified: its code and the names that it exports. */
async function bundle(entry, format, plugins, define = {}) {
  const result = await build({
    entryPoints: [join(WEB, entry)], bundle: true, write: false, metafile: true, format, target: 'es2022',
    minify: true, legalComments: 'none', charset: 'utf8', plugins: [...plugins, smallStyles()],
    define: { __VERSION__: JSON.stringify(version), ...define },
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
  });
  const [output] = Object.values(result.metafile.outputs);
  return { code: result.outputFiles[0].text, exports: output.exports };
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

/** Files of former builds; they go last, so that a page that is open meanwhile still finds its own. */
async function cleanUp(folders, id) {
  for (const folder of folders) {
    for (const name of await readdir(join(DIST, folder))) {
      if (/^(core|panel)-/.test(name) && !name.includes(id)) await rm(join(DIST, folder, name));
    }
  }
  for (const name of await readdir(DIST)) {
    if (/^(core|panel)-|^shell\.js|^locales$/.test(name)) await rm(join(DIST, name), { recursive: true });
  }
}

/** Whether the code speaks of this name that it imports (`a` or `b as a`). */
function isUsed(name, code) {
  const own = name.split(' as ').at(-1).replaceAll('$', '\\$');
  return new RegExp(`(?<![\\w$])${own}(?![\\w$])`).test(code);
}

/** The imports of a chunk, one for each earlier chunk, of what it uses. A name that is not exported there would only be missed in the shopper's browser. */
function linked(name, { code }, earlier) {
  const wanted = new Map();
  const rest = code.replace(/import\{([^}]*)\}from"([^"]+)";?/g, (_, names, from) => {
    wanted.set(from, [...(wanted.get(from) ?? []), ...names.split(',')]);
    return '';
  });
  const heads = [...wanted].map(([from, names]) => {
    const missing = names.map((one) => one.split(' as ')[0]).filter((one) => !earlier[from]?.exports.includes(one));
    if (missing.length > 0) throw new Error(`${name} takes ${missing.join(', ')} from ${from}: name it in that chunk's kit.ts`);
    return `import{${names.filter((one) => isUsed(one, rest)).join()}}from"${from}";`;
  });
  return heads.join('') + rest;
}

/** Shell, elements and panel in one language, with BUILD where their common hash will stand. */
async function inOneLanguage({ locale, shell: shellWords, page, panel: panelWords }) {
  const define = { __CORE__: JSON.stringify(`${locale}/core-${BUILD}.js`), __PANEL__: JSON.stringify(`${locale}/panel-${BUILD}.js`),
    __LOCALE__: JSON.stringify(locale), __SHELL__: JSON.stringify(`/shell.js?v=${BUILD}`), ...LOCALES };
  const [shellName, coreName] = [`./shell.js?v=${BUILD}`, `./core-${BUILD}.js`];
  const fromShell = taken(join(WEB, 'shell/kit.ts'), shellName);
  const shell = await bundle('shell/shell.ts', 'esm', [ownWords(shellWords)], define);
  const core = await bundle('widget/core.ts', 'esm', [fromShell, ownWords(page)]);
  const panel = await bundle('widget/panel/panel.ts', 'esm',
    [fromShell, taken(join(WEB, 'widget/kit.ts'), coreName), ownWords(panelWords), domTemplates()]);
  return { locale, chunks: {
    shell: shell.code, core: linked('core', core, { [shellName]: shell }), panel: linked('panel', panel, { [shellName]: shell, [coreName]: core }) } };
}

const BUILD = '@build@';
const languages = locales(join(WEB, 'i18n/locales'));
const LOCALES = { __LOCALES__: JSON.stringify(languages.map(({ locale }) => locale)) };
const sets = await Promise.all(languages.map(inOneLanguage));
const id = hash(sets.flatMap(({ chunks }) => Object.values(chunks)).join(''));

await put('regulars.css', await readFile(join(WEB, 'widget/reserve.css'), 'utf8'));
for (const { locale, chunks } of sets) {
  for (const [name, code] of Object.entries(chunks)) {
    await put(`${locale}/${name === 'shell' ? name : `${name}-${id}`}.js`, code.replaceAll(BUILD, id));
  }
}
const loader = await bundle('loader/regulars.ts', 'iife', [], { __SHELL__: JSON.stringify(`/shell.js?v=${id}`), ...LOCALES });
await put('regulars.js', loader.code);
await cleanUp(sets.map(({ locale }) => locale), id);
console.log(`dist/: regulars.js, and for ${sets.map(({ locale }) => locale).join(', ')}: shell.js, core-${id}.js, panel-${id}.js`);
