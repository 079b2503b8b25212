// Shapes -> the tables that src/engine/json/validate.cpp walks, the enumeration of field names, and compile-time
// checks that the C++ enumerations have the schema's names in the schema's order.
import { compile } from './schemas.mjs';
import { banner, cString, wrap } from './words.mjs';

const SOURCE = 'schema/*.schema.json';
const ROOTS = {
  engine: { program: ['program', 'program'], event: ['event', 'event'], quote: ['event', 'quote_request'], summary: ['event', 'summary_request'] },
  vector: { vector: ['vector', 'vector'] },
};

export function tableFiles(schemas) {
  const keys = new Map();
  const out = {};
  const sets = {};
  for (const [set, roots] of Object.entries(ROOTS)) sets[set] = buildSet(schemas, roots, keys);
  // The engine's tables end with the engine's names; the vector's repeat them and go on.
  for (const [set, build] of Object.entries(sets)) {
    out[`src/engine/generated/${set}_tables.cpp`] = tablesSource(set, build);
  }
  out['src/engine/generated/schema_tables.hpp'] = tablesHeader(sets);
  out['src/engine/generated/keys.hpp'] = keysHeader([...keys.keys()]);
  out['src/engine/generated/enum_checks.cpp'] = enumChecks(schemas);
  out['src/engine/generated/words.hpp'] = wordsHeader(schemas.words);
  out['src/engine/generated/words.cpp'] = wordsSource(schemas.words);
  return out;
}

function buildSet(schemas, roots, keys) {
  const b = { shapes: [], fields: [], options: [], numbers: [], seen: new Map(), words: new Map(), roots: {} };
  const compiled = Object.entries(roots).map(([name, [file, def]]) => [
    name,
    compile(schemas, file, schemas.files[file].$defs[def], name),
  ]);
  for (const [, shape] of compiled) collectKeys(shape, keys);
  b.keys = [...keys.keys()];
  b.keyIndex = new Map(b.keys.map((k, i) => [k, i]));
  b.enums = schemas.enums;
  for (const [name, shape] of compiled) b.roots[name] = addShape(b, shape);
  b.strings = [...b.keys, ...b.words.keys()];
  return b;
}

function collectKeys(shape, keys) {
  for (const f of shape.fields ?? []) {
    if (!keys.has(f.name)) keys.set(f.name, keys.size);
    collectKeys(f.shape, keys);
  }
  for (const o of shape.options ?? []) collectKeys(o.shape, keys);
  if (shape.item) collectKeys(shape.item, keys);
  if (shape.value) collectKeys(shape.value, keys);
}

function number(b, n) {
  let i = b.numbers.indexOf(n);
  if (i < 0) i = b.numbers.push(n) - 1;
  return i;
}

// Words follow the keys in the string table; a word that is a key as well is stored once.
function word(b, text) {
  if (b.keyIndex.has(text)) return b.keyIndex.get(text);
  if (!b.words.has(text)) b.words.set(text, b.keys.length + b.words.size);
  return b.words.get(text);
}

function append(list, rows) {
  const text = rows.join();
  for (let i = 0; i + rows.length <= list.length; i += 1) {
    if (list.slice(i, i + rows.length).join() === text) return i;
  }
  list.push(...rows);
  return list.length - rows.length;
}

function addShape(b, shape) {
  const id = JSON.stringify(shape);
  if (b.seen.has(id)) return b.seen.get(id);
  const row = ROW[shape.kind](b, shape);
  const index = b.shapes.push(`{Kind::${shape.kind}, ${row}}`) - 1;
  b.seen.set(id, index);
  return index;
}

const ROW = {
  any: () => 'Form::none, 0, 0, 0',
  boolean: () => 'Form::none, 0, 0, 0',
  integer: (b, s) => `Form::none, ${number(b, s.min)}, ${number(b, s.max)}, 0`,
  text: (b, s) => `Form::${s.form}, ${number(b, s.min)}, ${number(b, s.max)}, 0`,
  choice(b, s) {
    const whole = b.enums.get(s.enum) ?? s.words;
    return `Form::none, ${append(b.options, s.words.map((w) => `{${word(b, w)}, ${whole.indexOf(w)}}`))}, ${s.words.length}, 0`;
  },
  list: (b, s) => `Form::none, ${number(b, s.min)}, ${number(b, s.max)}, ${addShape(b, s.item)}`,
  map: (b, s) => `Form::${s.key.form}, ${number(b, s.min)}, ${number(b, s.max)}, ${addShape(b, s.value)}`,
  object(b, s) {
    const rows = s.fields.map((f) => `{${b.keyIndex.get(f.name)}, ${addShape(b, f.shape)}${f.required ? ' | required' : ''}}`);
    return `Form::none, ${append(b.fields, rows)}, ${rows.length}, 0`;
  },
  one_of(b, s) {
    const rows = s.options.map((o) => `{${word(b, o.word)}, ${addShape(b, o.shape)}}`);
    return `Form::none, ${append(b.options, rows)}, ${rows.length}, ${b.keyIndex.get(s.by)}`;
  },
};

function tablesSource(set, b) {
  const offsets = [0];
  for (const s of b.strings) offsets.push(offsets.at(-1) + s.length);
  const wide = (n) => `${n}`;
  return `${banner(SOURCE)}#include "schema_tables.hpp"

namespace regulars::json {

namespace {

constexpr Shape shapes[] = {
${wrap(b.shapes)}
};
constexpr Field fields[] = {
${wrap(b.fields)}
};
constexpr Option options[] = {
${wrap(b.options)}
};
constexpr std::int64_t numbers[] = {
${wrap(b.numbers.map(wide))}
};
constexpr char chars[] =
${b.strings.map((s) => `    ${cString(s)}`).join('\n')};
constexpr std::uint16_t offsets[] = {
${wrap(offsets.map(String))}
};

}  // namespace

constexpr Schema ${set}_schema_tables{shapes, fields, options, numbers, chars, offsets};
const Schema& ${set}_schema() { return ${set}_schema_tables; }

}  // namespace regulars::json
`;
}

function tablesHeader(sets) {
  const roots = Object.entries(sets)
    .flatMap(([set, b]) => Object.entries(b.roots).map(([name, i]) => `inline constexpr Root ${name}_root{&${set}_schema, ${i}};`))
    .join('\n');
  return `${banner(SOURCE)}#pragma once
#include "../json/schema.hpp"

namespace regulars::json {

${Object.keys(sets)
  .map((set) => `const Schema& ${set}_schema();`)
  .join('\n')}

${roots}

}  // namespace regulars::json
`;
}

function keysHeader(keys) {
  const name = (k) => k.replace('$', '');
  return `${banner(SOURCE)}#pragma once
#include <cstdint>

namespace regulars::json {

/// Every field name, with the number that the tables give it. A trailing _ keeps clear of C++'s own words.
enum class Key : std::uint16_t {
${wrap(keys.map((k) => `${name(k)}_`))}
};

}  // namespace regulars::json
`;
}

function enumChecks(schemas) {
  const pascal = (w) => w.replace(/(^|_)(\w)/g, (_, __, c) => c.toUpperCase());
  const enums = [...schemas.enums].flatMap(([name, words]) =>
    words.map((w, i) => `static_assert(static_cast<int>(${name}::${w}) == ${i});`),
  );
  const variants = [...schemas.variants].flatMap(([name, words]) => [
    `static_assert(std::variant_size_v<${name}> == ${words.length});`,
    ...words.map((w, i) => `static_assert(std::is_same_v<std::variant_alternative_t<${i}, ${name}>, ${pascal(w)}>);`),
  ]);
  return `${banner('schema/')}// Compiles only while the engine's enumerations say what the schema says.
#include <type_traits>
#include <variant>

#include "../event.hpp"
#include "../outcome.hpp"
#include "../program.hpp"
#include "../project.hpp"
#include "../state.hpp"

namespace regulars {

${[...enums, ...variants].join('\n')}

}  // namespace regulars
`;
}

function wordsHeader(words) {
  const list = Object.entries(words).map(([name]) => `std::string_view word(${name} value);`);
  return `${banner('schema/enums.json')}#pragma once
#include <string_view>

#include "../outcome.hpp"
#include "../project.hpp"

namespace regulars::json {

// What the JSON says for the values of an enumeration.
${list.join('\n')}

}  // namespace regulars::json
`;
}

function wordsSource(words) {
  const one = ([name, list]) => `std::string_view word(${name} value) {
    constexpr std::string_view list[] = {
${wrap(
  list.map((w) => `"${w}"`),
  '        ',
)}
    };
    return list[static_cast<std::size_t>(value)];
}
`;
  return `${banner('schema/enums.json')}#include "words.hpp"

namespace regulars::json {

${Object.entries(words).map(one).join('\n')}
}  // namespace regulars::json
`;
}
