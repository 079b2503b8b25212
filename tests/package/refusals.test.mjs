// Every refusal says what its code declares in schema/codes.json: the words in three languages and the details of problem
// documents are filled in from those parameters. Read from the sources; tests/backend/support.mjs and `regulars vectors`
// look at the refusals themselves.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { codes } = JSON.parse(readFileSync(join(root, 'schema/codes.json'), 'utf8'));

const files = (folder, ending, skip = /generated|node_modules/) => readdirSync(join(root, folder), { recursive: true })
  .filter((name) => ending.test(name) && !skip.test(name) && statSync(join(root, folder, name)).isFile())
  .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }));
const sources = files('src', /\.[ch]pp$/);
const pages = files('web', /\.ts$/);
const tests = files('tests', /\.(cpp|mjs|ts|json)$/, /node_modules|package\/refusals/);

const named = (text) => [...text.matchAll(/\.with\(\s*"(\w+)"/g)].map(([, name]) => name);

/** What a call with a code in it gives as parameters, by the name of what is called. */
const givenBy = {
  refuse: (code, rest) => named(rest),
  problem: (code, rest) => named(rest),
  refuse_here: (code, rest) => [
    ...(code === 'missing_field' || code === 'unknown_field' ? ['field'] : []), ...(rest.split(',').length > 2 ? ['expected'] : [])],
  no: (code, rest) => [/"(\w+)"/.exec(rest)?.[1], ...({ number_out_of_range: ['max'], duplicate_key: ['key'], too_many: ['found'] }[code] ?? [])],
  about_field: () => ['field'],
};
/** Helpers of one file. */
const complains = {
  'src/engine/compile.cpp': () => ['value'],
  'src/engine/check/check.cpp': () => ['id', 'why'],
  'src/engine/check/dates.cpp': () => ['id', 'why'],
  'src/engine/json/validate.cpp': (code) => ({ wrong_type: ['expected', 'found'], wrong_value: ['expected'] })[code],
};

function sites() {
  const found = [];
  for (const { name, text } of sources) {
    for (const [, callee, code, rest] of text.matchAll(/(\w+)\(Code::(\w+)((?:(?!\w+\(Code::)[^;])*)/g)) {
      if (['find', 'name', 'words', 'Refusal'].includes(callee)) continue;
      const given = callee === 'complain' || callee === 'warn' ? complains[name] : givenBy[callee];
      found.push({ where: `${name}: ${callee}(Code::${code}`, code, given: given?.(code, rest) });
    }
  }
  return found;
}

test('every refusal in the sources has the parameters that its code declares', () => {
  const list = sites();
  assert.ok(list.length > 150, `only ${list.length} refusals were found`);
  for (const { where, code, given } of list) {
    assert.ok(given, `${where}: this test does not know what this call gives; teach it`);
    assert.deepEqual([...given].sort(), Object.keys(codes[code].params).sort(), where);
  }
});

// Words that nothing says: none.
const unsaid = [];
// Said by the sources, and by no test: what takes a broken disk, or a host that is none of ours.
const untested = [];

test('a code that nothing says, and one that no test reaches, is listed by name', () => {
  const says = (code) => sources.some(({ text }) => new RegExp(`(?<![=!]= )Code::${code}\\b`).test(text))
    || pages.some(({ text }) => text.includes(`new RegularsError('${code}'`));
  const reaches = (code) => tests.some(({ text }) => new RegExp(`['"/:]${code}\\b`).test(text));
  const all = Object.keys(codes);
  assert.deepEqual(all.filter((code) => !says(code)), unsaid);
  assert.deepEqual(all.filter((code) => says(code) && !reaches(code)), untested);
});

// A page that was open when the shop updated has yesterday's words and fetches today's engine, whose files are not named after
// what is in them: the numbers between the two stay, whatever is added or goes.
const numbers = {
  too_many: 13, duplicate_id: 16, currency_mismatch: 28, amount_mismatch: 29, amount_too_large: 30, overflow: 65, request_malformed: 73,
  state_invalid: 95,

};

test("the numbers by which the browser's engine says its codes stay what they are", () => {
  const engine = Object.entries(codes).filter(([, code]) => code.engine);
  assert.deepEqual(Object.fromEntries(engine.map(([name, { number }]) => [name, number])), numbers);
});

test('titles and details use declared parameters alone, and every parameter that is declared is a word or a number', () => {
  for (const [name, { title, detail, params }] of Object.entries(codes)) {
    for (const [, blank] of `${title} ${detail}`.matchAll(/\{(\w+)\}/g)) assert.ok(blank in params, `${name}: {${blank}}`);
  }
});

test('what the documents and the languages say of a code uses its parameters alone', () => {
  for (const { name, text } of files('web/i18n/locales', /\.json$/)) {
    const words = JSON.parse(text);
    const messages = Object.values(words).flatMap((group) => Object.entries(group)).filter(([key]) => key.startsWith('error.'));
    assert.ok(messages.length > 40, name);
    for (const [key, message] of messages) {
      const declared = codes[key.slice('error.'.length)]?.params ?? {};
      for (const [, blank] of String(message).matchAll(/\{(\w+)/g)) assert.ok(blank in declared, `${name}, ${key}: {${blank}}`);
    }
  }
});
