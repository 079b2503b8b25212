// Tables in the documents that repeat what a source says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');

test('docs/theming.md lists every token with its defaults', () => {
  const source = read('web/shell/tokens.styles.ts');
  const colours = [...source.matchAll(/var\((--regulars-[\w-]+),light-dark\((#\w+),(#\w+)\)\)/g)];
  assert.ok(colours.length >= 9);
  const text = read('docs/theming.md');
  for (const [, token, light, dark] of colours) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${token}\``));
    assert.ok(row?.endsWith(`| \`${light}\` / \`${dark}\` |`), `${token}: ${row ?? 'no row'}; the widget has ${light} / ${dark}`);
  }
  for (const [, token] of source.matchAll(/var\((--regulars-[\w-]+)/g)) assert.ok(text.includes(`\`${token}\``), token);
  for (const [, token] of text.matchAll(/`(--regulars-[\w-]+)`/g)) {
    const place = `${source}${read('web/shell/theme.ts')}`;
    const name = token.replace('--regulars-', '');
    assert.ok(place.includes(token) || place.includes(`'${name}'`) || name === 'font-display', `${token} is no token`);
  }
});
