// What the bundler is told about this project.
import { transform } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `virtual:shell-words`: the `shell.*` keys of every locale, so that the launcher needs no request for them. */
export function shellWords(folder) {
  return {
    name: 'shell-words',
    setup(build) {
      build.onResolve({ filter: /^virtual:shell-words$/ }, ({ path }) => ({ path, namespace: 'shell-words' }));
      build.onLoad({ filter: /.*/, namespace: 'shell-words' }, () => ({ loader: 'json', contents: JSON.stringify(read(folder)) }));
    },
  };
}

function read(folder) {
  const words = {};
  for (const file of readdirSync(folder)) {
    const all = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    words[file.replace('.json', '')] = Object.fromEntries(
      Object.entries(all).filter(([key]) => key.startsWith('shell.')).map(([key, value]) => [key.slice('shell.'.length), value]));
  }
  return words;
}

/** The panel takes Lit and the shared parts from the elements' chunk, which is there before it. */
export function withoutKit(chunk) {
  return {
    name: 'without-kit',
    setup(build) {
      build.onResolve({ filter: /\/kit\.js$/ }, () => ({ path: chunk, external: true }));
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
