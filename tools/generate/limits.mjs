// schema/limits.json -> constants in C++ and TypeScript.
import { banner } from './words.mjs';

export function limitFiles(limits) {
  const entries = Object.entries(limits);
  const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "'");
  const cType = (of) => (of === 'number' ? 'std::int64_t' : 'std::size_t');
  const cpp = entries
    .map(([name, l]) => `/// ${l.description}\ninline constexpr ${cType(l.of)} ${name} = ${grouped(l.value)};\n`)
    .join('');
  const ts = entries
    .map(([name, l]) => `  /** ${l.description} */\n  ${name}: ${String(l.value).replace(/\B(?=(\d{3})+$)/g, '_')},\n`)
    .join('');
  return {
    'src/engine/generated/limits.hpp': `${banner('schema/limits.json')}#pragma once
#include <cstddef>
#include <cstdint>

namespace regulars::limits {

${cpp}
}  // namespace regulars::limits
`,
    'web/generated/limits.ts': `${banner('schema/limits.json')}export const limits = {
${ts}} as const;
`,
  };
}
