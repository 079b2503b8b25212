// The schemas as others read them (ajv) against the compiled tables that the engine checks with: both accept a document
// with every field, and both refuse each of the mistakes that are made in it, one at a time, at the place where it is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';

import { follow, hints, kindOf, loadSchemas } from '../../tools/generate/schemas.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (name) => JSON.parse(readFileSync(join(root, 'schema', name), 'utf8'));
const { files } = loadSchemas(read, read('limits.json').limits);

const ROOTS = [
  ['program', 'program', 'program'],
  ['event', 'event', 'event'],
  ['quote_request', 'event', 'quote_request'],
  ['summary_request', 'event', 'summary_request'],
  ['vector', 'vector', 'vector'],
];

const TEXTS = {
  id: 'x1', key: 'x 1', label: 'Cà phê', prose: 'a\nb', locale: 'en', instant: '2026-11-22T05:00:00Z', day: '2026-11-22',
  decimal: '1.25', currency: 'VND', url: 'https://example.com/a', colour: '#8a4b2a',
};
const WRONG_TEXTS = {
  id: 'X!', key: ' x', label: 'a\nb', prose: 'a\tb', locale: 'EN', instant: '2026-11-22 05:00:00.', day: '22-11-2026',
  decimal: '1,5', currency: 'vnd', url: 'javascript:a', colour: '#8A4B2A',
};

/** A document with every field; `round` picks the kind of each union. */
function sample(file, node, round) {
  if (node.$ref) {
    const target = follow(files, file, node.$ref);
    return sample(target.file, target.def, round);
  }
  switch (kindOf(node)) {
    case 'any': return null;
    case 'boolean': return true;
    case 'integer': return round % 2 ? node.maximum : node.minimum;
    case 'text': return TEXTS[hints(node).form];
    case 'choice': return node.const ?? node.enum[round % node.enum.length];
    case 'list': return [sample(file, node.items, round)];
    case 'map': return { [TEXTS[hints(nameOf(file, node)).form]]: sample(file, node.additionalProperties, round) };
    case 'one_of': return sample(file, node.oneOf[round % node.oneOf.length], round);
    default:
      return Object.fromEntries(Object.entries(node.properties).map(([k, p]) => [k, sample(file, p, round)]));
  }
}

// As long as each form may be.
const FULL_TEXTS = {
  id: (n) => 'x'.repeat(n), key: (n) => 'x'.repeat(n), label: (n) => 'đ'.repeat(n), prose: (n) => 'x'.repeat(n),
  url: (n) => `https://a${'x'.repeat(n - 9)}`, locale: () => 'zho-Hant-TW', decimal: () => '1234.5678',
};

// Limits that no field has, and where they are tried at the limit and one beyond.
const ELSEWHERE = {
  body_bytes: 'tests/engine/json_parse_test.cpp', json_depth: 'tests/engine/json_parse_test.cpp', json_members: 'tests/engine/json_parse_test.cpp',
  problems: 'tests/engine/json_validate_test.cpp', integer_max: 'tests/engine/json_parse_test.cpp', vector_bytes: 'tests/package/schema.test.mjs',
  state_bytes: 'tests/engine/limits_test.cpp', order_minor: 'tests/engine/limits_test.cpp', automatic_run: 'tests/engine/limits_test.cpp',
  lots: 'tests/engine/limits_test.cpp', closed_lot_days: 'tests/engine/limits_test.cpp', metric_buckets: 'tests/engine/properties/limits.cpp',
  settlements: 'tests/engine/properties/limits.cpp', holds: 'tests/engine/properties/limits.cpp', receipts: 'tests/engine/properties/limits.cpp',
  referrals: 'tests/engine/properties/limits.cpp',
};

const metLimits = new Set();
const MANY = 1000;   // longer lists are tried only beyond what others say of them

const nameOf = (file, map) => follow(files, file, map.propertyNames.$ref).def;

/** What is just allowed: the longest text, the fullest list and map. Numbers at their ends are in the samples. */
function* atLimit(node, kind, path, value, rebuild) {
  if (hints(node).limit) metLimits.add(hints(node).limit);
  if (kind === 'text') {
    const full = FULL_TEXTS[hints(node).form];
    if (full) yield [rebuild(full(node.maxLength)), 'ok', path];
  } else if (kind === 'list' && value.length > 0 && node.maxItems <= MANY) {
    yield [rebuild(Array(node.maxItems).fill(value[0])), 'ok', path];
  } else if (kind === 'map') {
    const [[key, one]] = Object.entries(value);
    const keyAt = (i) => (key === 'en' ? `${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}` : `x${i}`);
    const entries = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [keyAt(i), one]));
    yield [rebuild(entries(node.maxProperties)), 'ok', path];
    yield [rebuild(entries(node.maxProperties + 1)), 'too_many', path];
  }
}

/** Every mistake that can be made in a sample: [document, code, path]. `rebuild` puts a changed value back in its place. */
function* mistakes(file, node, round, path, value, rebuild) {
  if (node.$ref) {
    const target = follow(files, file, node.$ref);
    yield* mistakes(target.file, target.def, round, path, value, rebuild);
    return;
  }
  const kind = kindOf(node);
  if (kind === 'any') return;
  yield* atLimit(node, kind, path, value, rebuild);
  yield [rebuild(kind === 'text' || kind === 'choice' ? 7 : 'seven'), 'wrong_type', path, kind];
  yield [rebuild(null), 'wrong_type', path, kind];
  if (kind === 'integer') {
    yield [rebuild(node.minimum - 1), 'number_out_of_range', path];
    if (node.maximum < Number.MAX_SAFE_INTEGER) yield [rebuild(node.maximum + 1), 'number_out_of_range', path];
  } else if (kind === 'text') {
    const { form } = hints(node);
    const ownLength = node.minLength > 1;   // an instant, a day: what it looks like says more than how long it is
    yield [rebuild(WRONG_TEXTS[form]), 'wrong_value', path];
    if (node.minLength > 0) yield [rebuild(''), ownLength ? 'wrong_value' : 'too_short', path];
    yield [rebuild('x'.repeat(node.maxLength + 1)), ownLength ? 'wrong_value' : 'too_long', path];
  } else if (kind === 'choice') {
    yield [rebuild('nothing'), 'wrong_value', path];
  } else if (kind === 'list') {
    if (node.maxItems <= 400) yield [rebuild(Array(node.maxItems + 1).fill(value[0])), 'too_many', path];
    if (node.minItems > 0) yield [rebuild(Array(node.minItems - 1).fill(value[0])), 'too_few', path];
    if (value.length) yield* mistakes(file, node.items, round, `${path}[0]`, value[0], (v) => rebuild([v]));
  } else if (kind === 'map') {
    const [key] = Object.keys(value);
    yield [rebuild({ 'NOT!': value[key] }), 'wrong_value', `${path}.NOT?`];
    if (node.minProperties) yield [rebuild({}), 'too_few', path];
    yield* mistakes(file, node.additionalProperties, round, `${path}.${key}`, value[key], (v) => rebuild({ [key]: v }));
  } else if (kind === 'one_of') {
    const by = node.discriminator.propertyName;
    const at = path ? `${path}.${by}` : by;
    yield [rebuild({ ...value, [by]: 'nothing' }), 'wrong_value', at];
    const { [by]: _, ...without } = value;
    yield [rebuild(without), 'missing_field', at];
    yield* members(file, node.oneOf[round % node.oneOf.length], round, path, value, rebuild, by);
  } else if (kind === 'object') {
    yield* members(file, node, round, path, value, rebuild);
  }
}

function* members(file, node, round, path, value, rebuild, but) {
  const inner = (name) => (path ? `${path}.${name}` : name);
  yield [rebuild({ ...value, surely_unknown: 1 }), 'unknown_field', inner('surely_unknown')];
  for (const [name, property] of Object.entries(node.properties)) {
    if (name === but) continue;
    const { [name]: own, ...without } = value;
    if (node.required?.includes(name)) yield [rebuild(without), 'missing_field', inner(name)];
    yield* mistakes(file, property, round, inner(name), own, (v) => rebuild({ ...value, [name]: v }));
  }
}

function rounds(file, node, seen = new Set()) {
  if (node.$ref) {
    const target = follow(files, file, node.$ref);
    if (seen.has(target.name)) return 1;
    return rounds(target.file, target.def, new Set([...seen, target.name]));
  }
  const parts = [...(node.oneOf ?? []), ...Object.values(node.properties ?? {}), node.items, node.additionalProperties];
  return Math.max(node.oneOf?.length ?? 1, ...parts.filter((p) => p && typeof p === 'object').map((p) => rounds(file, p, seen)));
}

function validators() {
  // Unions are told apart by their discriminator; $comment and the like say nothing to ajv.
  const ajv = new Ajv({ discriminator: true, strict: true, strictSchema: true, unicodeRegExp: true, logger: false });
  for (const [name, schema] of Object.entries(files)) ajv.addSchema(schema, `${name}.schema.json`);
  return Object.fromEntries(ROOTS.map(([name, file, def]) => [name, ajv.getSchema(`${file}.schema.json#/$defs/${def}`)]));
}

/** What the engine says of each [schema, document]. */
function probe(rows) {
  const input = rows.map(([schema, document]) => `${schema} ${JSON.stringify(document)}\n`).join('');
  return execFileSync(binary, { input, encoding: 'utf8', maxBuffer: 1 << 28 }).trimEnd().split('\n');
}

const binary = process.env.JSON_PROBE ?? join(root, 'build/native/json_probe');
const available = existsSync(binary);

test('engine and ajv accept every field and refuse every mistake', { skip: !available && 'json_probe is not built' }, () => {
  const validate = validators();
  for (const [schema, file, def] of ROOTS) {
    const node = files[file].$defs[def];
    const rows = [];
    const known = new Set();
    for (let round = 0; round < rounds(file, node); round += 1) {
      const document = sample(file, node, round);
      rows.push([schema, document, 'ok', '']);
      for (const [bad, code, path] of mistakes(file, node, round, '', document, (v) => v)) {
        // Of a vector only what is its own: programme and events have their turn.
        if (schema === 'vector' && /(\.|^)(program|event|quote)\b[.[]/.test(path)) continue;
        const id = `${code} ${path} ${JSON.stringify(bad).length}`;
        if (!known.has(id)) rows.push([schema, bad, code, path]);
        known.add(id);
      }
    }
    const answers = probe(rows);
    assert.equal(answers.length, rows.length);
    rows.forEach(([, document, code, path], i) => {
      const expected = code === 'ok' ? 'ok' : `${code} ${path}`;
      // The root itself has no path, and a wrong kind hides what is within.
      assert.equal(answers[i].trim(), expected.trim(), `${schema}: ${JSON.stringify(document).slice(0, 400)}`);
      assert.equal(validate[schema](document), code === 'ok', `ajv, ${schema}: ${expected}`);
    });
    assert.ok(rows.length > (schema === 'program' ? 1000 : 5), `only ${rows.length} documents of ${schema}`);
  }
});

test('every limit is tried: by the fields that have it, or where it is said to be', { skip: !available && 'json_probe is not built' }, () => {
  for (const name of Object.keys(read('limits.json').limits)) {
    if (metLimits.has(name)) continue;
    assert.ok(ELSEWHERE[name], `nothing tries the limit "${name}"`);
    if (name === 'vector_bytes') continue;   // the next test
    assert.match(readFileSync(join(root, ELSEWHERE[name]), 'utf8'), name === 'integer_max' ? /9007199254740992/ : new RegExp(`limits::${name}\\b`), `${ELSEWHERE[name]} does not try "${name}"`);
  }
});

test('a file of vectors is as long as the limit, and not one byte longer', { skip: !available && 'json_probe is not built' }, () => {
  const { value } = read('limits.json').limits.vector_bytes;
  const document = '{"at":"2026-11-22T05:00:00Z"}';
  const answers = [value, value + 1].map((bytes) => execFileSync(binary, {
    input: `summary_request ${document.slice(0, -1)}${' '.repeat(bytes - document.length)}}\n`, encoding: 'utf8', maxBuffer: 1 << 28,
  }).trim());
  assert.equal(answers[0], 'ok');
  assert.match(answers[1], /^too_large/);
});

test('what the patterns cannot say, the engine refuses alone', { skip: !available && 'json_probe is not built' }, () => {
  const validate = validators();
  const rows = [
    ['summary_request', { at: '2025-02-29T00:00:00Z' }],
    ['summary_request', { at: '2026-11-22T25:00:00Z' }],
    ['summary_request', { at: '1969-12-31T23:59:59Z' }],
  ];
  for (const [schema, document] of rows) assert.ok(validate[schema](document));
  assert.deepEqual(probe(rows), rows.map(() => 'wrong_value at'));
});

test('every schema is complete in itself when it is printed', { skip: !available && 'json_probe is not built' }, () => {
  for (const name of ['program', 'event', 'vector']) {
    const schema = JSON.parse(execFileSync(binary, [name], { encoding: 'utf8' }));
    const validate = new Ajv({ strict: false, unicodeRegExp: true }).compile(schema);
    assert.ok(validate(sample(name, files[name].$defs[name], 0)), JSON.stringify(validate.errors));
    assert.ok(!validate({}));
  }
});

test('the examples of docs/formats.md are what the engine reads', { skip: !available && 'json_probe is not built' }, () => {
  const text = readFileSync(join(root, 'docs/formats.md'), 'utf8');
  const rows = [];
  for (const [, kind, block] of text.matchAll(/```json (program|events|vector)\n([\s\S]*?)```/g)) {
    const document = JSON.parse(block);
    for (const one of kind === 'events' ? document : [document]) rows.push([kind === 'events' ? 'event' : kind, one]);
  }
  assert.equal(new Set(rows.map(([kind]) => kind)).size, 3);
  // A campaign is part of a programme: the page's own, with it.
  const campaigns = [...text.matchAll(/```json campaign\n([\s\S]*?)```/g)].map(([, block]) => JSON.parse(block));
  assert.ok(campaigns.some(({ when }) => when.from && when.to));
  rows.push(['program', { ...rows.find(([kind]) => kind === 'program')[1], campaigns }]);
  assert.deepEqual(probe(rows), rows.map(() => 'ok'));
});
