// What the bundler is told about this project.
import { transform } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Every locale with its three parts: `shell`, `page` and `panel` go into the chunk of that name. */
export function locales(folder) {
  return readdirSync(folder).map((file) => ({ locale: file.replace('.json', ''), ...JSON.parse(readFileSync(join(folder, file), 'utf8')) }));
}

/** `virtual:words`: what a chunk says in the language that it is built for, so that no request is spent on words. */
export function ownWords(words) {
  return {
    name: 'own-words',
    setup(build) {
      build.onResolve({ filter: /^virtual:words$/ }, ({ path }) => ({ path, namespace: 'words' }));
      build.onLoad({ filter: /.*/, namespace: 'words' }, () => ({ loader: 'json', contents: JSON.stringify(words) }));
    },
  };
}

/**
 * Modules that an earlier chunk carries are taken from there: an import of a module that `kit` exports from
 * becomes an import of that chunk.
 */
export function taken(kit, chunk) {
  const modules = new Set([...readFileSync(kit, 'utf8').matchAll(/ from '(.*)\.js'/g)].map(([, path]) => `${resolve(dirname(kit), path)}.ts`));
  return {
    name: `taken from ${chunk}`,
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, importer }) =>
        (modules.has(resolve(dirname(importer), path).replace(/\.js$/, '.ts')) ? { path: chunk, external: true } : null));
    },
  };
}

/** Style sheets stand in template literals; those without `${}` are minified like any other CSS. */
export function smallStyles() {
  return {
    name: 'small-styles',
    setup(build) {
      build.onLoad({ filter: /web\/.*\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const sheets = [...text.matchAll(/(?:css|\/\* css \*\/ )`([^`$]*)`/g)];
        let contents = text;
        for (const [whole, sheet] of sheets) {
          const { code } = await transform(sheet, { loader: 'css', minify: true, charset: 'utf8' });
          contents = contents.replace(whole, () => whole.replace(sheet, () => code.trim().replaceAll('\\', '\\\\')));
        }
        return { contents, loader: 'ts' };
      });
    },
  };
}
