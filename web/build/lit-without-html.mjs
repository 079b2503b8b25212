// Lit makes its templates by `template.innerHTML`, through a Trusted Types policy. A page may forbid
// both (`require-trusted-types-for 'script'; trusted-types 'none'`). So at build time the two places
// in lit-html are exchanged: no policy is made, and templates are built node by node by
// web/widget/panel/template-builder.ts. What Lit leaves on `globalThis` and `Symbol` goes too.
// Exact texts of one pinned version: another version stops the build here, not the shop's page.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'widget', 'panel', 'template-builder.ts');

const EDITS = {
  'lit-html/lit-html.js': [
    ['s=t.trustedTypes,e=s?s.createPolicy("lit-html",{createHTML:t=>t}):void 0', 's=void 0,e=void 0'],
    ['h="$lit$"', 'h="-lit-"'],
    ['const s=l.createElement("template");return s.innerHTML=t,s', 'return buildTemplate(t)'],
    ['(t.litHtmlVersions??=[]).push("3.3.3")', '0'],
  ],
  '@lit/reactive-element/reactive-element.js': [
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap', '0'],
    ['litPropertyMetadata.get(t)', 'void 0'],
    ['(a.reactiveElementVersions??=[]).push("2.1.2")', '0'],
  ],
  'lit-element/lit-element.js': [
    ['(s.litElementVersions??=[]).push("4.2.2")', '0'],
  ],
};

export function domTemplates() {
  return {
    name: 'lit-without-html',
    setup(build) {
      build.onLoad({ filter: /node_modules\/(lit-html|lit-element|@lit\/reactive-element)\/[a-z-]+\.js$/ }, async ({ path }) => {
        const edits = Object.entries(EDITS).find(([name]) => path.endsWith(name))?.[1];
        if (!edits) return null;
        const text = edits.reduce((t, [from, to]) => exchange(t, from, to, path), await readFile(path, 'utf8'));
        const head = path.endsWith('lit-html.js') ? `import { buildTemplate } from ${JSON.stringify(BUILDER)};\n` : '';
        return { contents: head + text, loader: 'js' };
      });
    },
  };
}

function exchange(text, from, to, path) {
  if (text.split(from).length !== 2) throw new Error(`${path} does not have ${from} exactly once: look at the new version of Lit`);
  return text.replace(from, () => to);
}
