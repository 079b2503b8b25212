// schema/codes.json -> the enum of codes, its names, and its words (native only: the browser translates codes itself).
import { banner, cString } from './words.mjs';

export function codeFiles({ codes, retired }) {
  const entries = Object.entries(codes);
  for (const [name, code] of entries) checkCode(name, code);
  checkNumbers(entries, retired);
  return {
    'src/engine/generated/codes.hpp': header(entries),
    'src/engine/generated/codes.cpp': names(entries),
    'src/engine/generated/code_words.hpp': wordsHeader(),
    'src/engine/generated/code_words.cpp': words(entries),
    'web/generated/codes.ts': typescript(entries),
  };
}

function checkCode(name, code) {
  if (!/^[a-z][a-z_]*$/.test(name)) throw new Error(`code "${name}": lower case letters and _ only`);
  for (const [, param] of `${code.title} ${code.detail}`.matchAll(/\{(\w+)\}/g)) {
    if (!(param in code.params)) throw new Error(`code "${name}": its words use {${param}}, which is no parameter`);
  }
  for (const [param, type] of Object.entries(code.params)) {
    if (type !== 'integer' && type !== 'text') throw new Error(`code "${name}", parameter "${param}": integer or text`);
  }
}

/** Every number from 1 on is one code's, or was. */
function checkNumbers(entries, retired) {
  const used = [...entries.map(([, c]) => c.number), ...retired].sort((a, b) => a - b);
  used.forEach((number, i) => {
    if (number !== i + 1) throw new Error(`codes.json: number ${i + 1} is next, or retired, but ${number} is there (each number once, none left out)`);
  });
}

/** A row for each number: that of its code, or `gap`. */
function byNumber(entries, row, gap) {
  const rows = [];
  for (const entry of entries) rows[entry[1].number - 1] = row(entry);
  return Array.from(rows, (text) => text ?? gap).join('');
}

const countOf = (entries) => Math.max(...entries.map(([, c]) => c.number)) + 1;

function header(entries) {
  const groups = new Map();
  for (const [name, code] of entries) {
    if (!groups.has(code.group)) groups.set(code.group, []);
    groups.get(code.group).push([name, code.number]);
  }
  let body = '';
  for (const [group, list] of groups) body += `    // ${group}\n` + list.map(([n, number]) => `    ${n} = ${number},\n`).join('');
  return `${banner('schema/codes.json')}#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace regulars {

/// Every way to say no. Stable words: they appear in problem documents and are never renamed.
enum class Code : std::uint8_t {
    ok,
${body}};

inline constexpr std::size_t code_count = ${countOf(entries)};

/// The word of a code, "insufficient_points".
std::string_view name(Code code);

}  // namespace regulars
`;
}

function names(entries) {
  return `${banner('schema/codes.json')}#include "codes.hpp"

namespace regulars {

namespace {

constexpr std::string_view code_names[code_count] = {
    "ok",
${byNumber(entries, ([name]) => `    "${name}",\n`, '    "",\n')}};

}  // namespace

std::string_view name(Code code) { return code_names[static_cast<std::size_t>(code)]; }

}  // namespace regulars
`;
}

function wordsHeader() {
  return `${banner('schema/codes.json')}#pragma once
#include <string_view>

#include "codes.hpp"

namespace regulars {

/// What a problem document says about a code, in English. {param} stands for a parameter's value.
struct CodeWords {
    int status;                ///< HTTP
    std::string_view title;
    std::string_view detail;
    std::string_view params;   ///< their names: "min max"
};

const CodeWords& words(Code code);

}  // namespace regulars
`;
}

function words(entries) {
  const row = ([, c]) => `    {${c.status}, ${cString(c.title)},\n     ${cString(c.detail)}, "${Object.keys(c.params).join(' ')}"},\n`;
  return `${banner('schema/codes.json')}#include "code_words.hpp"

namespace regulars {

namespace {

constexpr CodeWords code_words[code_count] = {
    {200, "Done", "", ""},
${byNumber(entries, row, '    {500, "", "", ""},\n')}};

}  // namespace

const CodeWords& words(Code code) { return code_words[static_cast<std::size_t>(code)]; }

}  // namespace regulars
`;
}

function typescript(entries) {
  const row = ([name, c]) =>
    `  /** ${c.title}. ${c.detail} */\n  ${name}: { ${Object.entries(c.params)
      .map(([p, t]) => `${p}: ${t === 'integer' ? 'number' : 'string'}`)
      .join('; ')} };\n`;
  return `${banner('schema/codes.json')}/** The parameters of every code that a refusal or a problem document can carry. */
export interface CodeParams {
${entries.map(row).join('').replaceAll('{  }', 'Record<string, never>')}}

export type Code = keyof CodeParams;

/** The numbers by which the browser's engine says no (\`engine\` in schema/codes.json), and their codes. */
export const ENGINE_CODES: Readonly<Record<number, Code>> = {
${entries.map(([name, c]) => (c.engine ? `  ${c.number}: '${name}',\n` : '')).join('')}};
`;
}
