// The schemas as TypeScript types.
import { follow, kindOf } from './schemas.mjs';
import { banner } from './words.mjs';

const FILES = { program: 'programme documents', event: 'events, orders and requests' };

export function typeFiles(schemas) {
  const out = {};
  for (const [file, what] of Object.entries(FILES)) {
    const own = Object.entries(schemas.files[file].$defs).map(([n, d]) => declare(schemas, file, n, d));
    const shared = file === 'program' ? Object.entries(schemas.files.common.$defs).map(([n, d]) => declare(schemas, 'common', n, d)) : [];
    const body = [...own, ...shared].join('\n');
    out[`web/generated/${file}.ts`] = `${banner(`schema/${file}.schema.json`)}// Types of ${what}.
${file === 'event' ? importsOf(body, schemas) : ''}
${body}`;
  }
  const unions = Object.entries(schemas.words).map(([n, list]) => `export type ${n.replace(/^\w+::/, '')} = ${list.map((w) => `'${w}'`).join(' | ')};\n`);
  out['web/generated/enums.ts'] = `${banner('schema/enums.json')}${unions.join('')}`;
  return out;
}

const pascal = (w) => w.replace(/(^|_)(\w)/g, (_, __, c) => c.toUpperCase());
const field = (name) => (/^[a-z_]\w*$/i.test(name) ? name : `'${name}'`);

function importsOf(body, schemas) {
  const used = Object.keys(schemas.files.common.$defs).map(pascal).filter((n) => new RegExp(`\\b${n}\\b`).test(body));
  return `import type { ${used.join(', ')} } from './program.js';\n`;
}

function declare(schemas, file, name, def) {
  const doc = def.description ? `/** ${def.description} */\n` : '';
  if (kindOf(def) === 'object') return `${doc}export interface ${pascal(name)} ${typeOf(schemas, file, def, '')}\n`;
  return `${doc}export type ${pascal(name)} = ${typeOf(schemas, file, def, '')};\n`;
}

function typeOf(schemas, file, node, indent) {
  if (node.$ref) return pascal(follow(schemas.files, file, node.$ref).name);
  const inner = `${indent}  `;
  switch (kindOf(node)) {
    case 'any':
      return 'unknown';
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'number';
    case 'text':
      return 'string';
    case 'choice':
      return (node.enum ?? [node.const]).map((w) => `'${w}'`).join(' | ');
    case 'list': {
      const item = typeOf(schemas, file, node.items, indent);
      return /[ |]/.test(item) ? `readonly (${item})[]` : `readonly ${item}[]`;
    }
    case 'map':
      return `Readonly<Record<string, ${typeOf(schemas, file, node.additionalProperties, indent)}>>`;
    case 'one_of':
      return node.oneOf.map((o) => `\n${indent}  | ${typeOf(schemas, file, o, inner)}`).join('');
    default: {
      const required = node.required ?? [];
      const rows = Object.entries(node.properties).map(([key, p]) => {
        const about = p.description ? `${inner}/** ${p.description} */\n` : '';
        return `${about}${inner}${field(key)}${required.includes(key) ? '' : '?'}: ${typeOf(schemas, file, p, inner)};\n`;
      });
      return `{\n${rows.join('')}${indent}}`;
    }
  }
}
