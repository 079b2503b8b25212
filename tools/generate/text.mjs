// The schemas as text for `regulars schema`: each one complete in itself, so that an editor needs no second file.
// Definitions that several schemas share are stored once and put together when asked for.
import { follow } from './schemas.mjs';
import { banner, cString, wrap } from './words.mjs';

const PRINTED = ['program', 'event', 'vector'];

export function textFiles(schemas) {
  const defs = new Map();
  const tops = PRINTED.map((name) => collect(schemas.files, name, defs));
  const order = [...defs.keys()];
  const def = ([name, { text }]) => `    // ${name}\n${lines(`"${name}": ${text}`)},\n`;
  const list = (top) => `constexpr std::uint16_t ${top.name}_parts[] = {\n${wrap([...top.used].map((d) => String(order.indexOf(d))))}\n};\n`;
  const pick = (top) =>
    `    if (name == "${top.name}") return assemble(\n${lines(top.head)},\n        ${top.name}_parts, std::size(${top.name}_parts));`;
  return {
    'src/engine/generated/schema_text.hpp': `${banner('schema/*.schema.json')}#pragma once
#include <string>
#include <string_view>

namespace regulars {

/// The JSON Schema of "program", "event" or "vector"; empty for another name.
std::string schema_text(std::string_view name);

}  // namespace regulars
`,
    'src/engine/generated/schema_text.cpp': `${banner('schema/*.schema.json')}#include "schema_text.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace regulars {

namespace {

constexpr std::string_view definitions[] = {
${[...defs].map(def).join('')}};

${tops.map(list).join('')}
std::string assemble(std::string_view head, const std::uint16_t* parts, std::size_t count) {
    std::string out(head);
    for (std::size_t i = 0; i < count; ++i) {
        out += i == 0 ? "\\n    " : ",\\n    ";
        out += definitions[parts[i]];
    }
    return out + "\\n  }\\n}\\n";
}

}  // namespace

std::string schema_text(std::string_view name) {
${tops.map(pick).join('\n')}
    return {};
}

}  // namespace regulars
`,
  };
}

const lines = (text) =>
  text
    .split(/(?<=\n)/)
    .map((l) => `    ${cString(l)}`)
    .join('\n');

function collect(files, name, defs) {
  const used = new Set();
  const rewrite = (file, node) => {
    if (Array.isArray(node)) return node.map((n) => rewrite(file, n));
    if (!node || typeof node !== 'object') return node;
    const out = {};
    for (const [key, value] of Object.entries(node)) {
      if (key === '$comment' || key === 'discriminator') continue;
      out[key] = key === '$ref' ? local(file, value) : rewrite(file, value);
    }
    return out;
  };
  const local = (file, ref) => {
    const target = follow(files, file, ref);
    if (defs.has(target.name) && defs.get(target.name).file !== target.file) {
      throw new Error(`two definitions are called "${target.name}"`);
    }
    if (!used.has(target.name)) {
      used.add(target.name);
      defs.set(target.name, { file: target.file, text: print(rewrite(target.file, target.def), 2) });
    }
    return `#/$defs/${target.name}`;
  };
  const { $defs: _, ...top } = files[name];
  const root = rewrite(name, top);
  return { name, used, head: `${print({ ...root, $defs: {} }, 0).replace(/\{\s*\}\s*\}$/, '{')}` };
}

/** JSON with small objects on one line, so that a property is a line. */
function print(node, depth) {
  const one = JSON.stringify(node, null, 1).replace(/\n\s*/g, ' ');
  const leaf = typeof node !== 'object' || (!node.properties && !node.oneOf && !node.$defs);
  if (leaf && (one.length < 160 || node.description !== undefined || typeof node !== 'object')) return one;
  const pad = '  '.repeat(depth + 1);
  const end = '  '.repeat(depth);
  if (Array.isArray(node)) return `[\n${node.map((n) => pad + print(n, depth + 1)).join(',\n')}\n${end}]`;
  const rows = Object.entries(node).map(([k, v]) => `${pad}${JSON.stringify(k)}: ${print(v, depth + 1)}`);
  return `{\n${rows.join(',\n')}\n${end}}`;
}
