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
 * becomes an import of that chunk. All of them go through one module, so that each name is imported once.
 */
export function taken(kit, chunk) {
  const all = [...readFileSync(kit, 'utf8').matchAll(/^export \{([^}]*)\} from '(.*)\.js'/gm)];
  const modules = new Set(all.map(([, , path]) => `${resolve(dirname(kit), path)}.ts`));
  const contents = `export {${all.map(([, names]) => names.replace(/,\s*$/, '')).join()}} from ${JSON.stringify(chunk)};`;
  return {
    name: `taken from ${chunk}`,
    setup(build) {
      build.onResolve({ filter: /^\./, namespace: 'file' }, ({ path, importer }) =>
        (modules.has(resolve(dirname(importer), path).replace(/\.js$/, '.ts')) ? { path: chunk, namespace: chunk, sideEffects: false } : null));
      build.onResolve({ filter: /.*/, namespace: chunk }, () => ({ path: chunk, external: true }));
      build.onLoad({ filter: /.*/, namespace: chunk }, () => ({ contents }));
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
