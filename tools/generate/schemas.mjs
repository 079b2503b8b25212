// Reads the schemas and turns them into shapes. What is outside the subset that docs/formats.md describes is an error
// here, so that no keyword is written in a schema that the C++ side would not check.

const FILES = ['common', 'program', 'event', 'vector'];
export const FORMS = ['id', 'key', 'label', 'prose', 'locale', 'instant', 'day', 'decimal', 'currency', 'url', 'colour'];

const ALLOWED = {
  any: [],
  boolean: ['type', 'default'],
  integer: ['type', 'minimum', 'maximum', 'default'],
  text: ['type', 'pattern', 'minLength', 'maxLength'],
  choice: ['type', 'enum', 'const', 'default'],
  list: ['type', 'items', 'minItems', 'maxItems'],
  map: ['type', 'propertyNames', 'additionalProperties', 'minProperties', 'maxProperties'],
  object: ['type', 'properties', 'required', 'additionalProperties'],
  one_of: ['type', 'oneOf', 'discriminator'],
};

export function loadSchemas(read, limits) {
  const files = Object.fromEntries(FILES.map((f) => [f, read(`${f}.schema.json`)]));
  const { enums: words, repeated } = read('enums.json');
  const schemas = { files, limits, enums: new Map(), variants: new Map(), words };
  for (const [file, schema] of Object.entries(files)) {
    for (const [name, def] of Object.entries(schema.$defs)) compile(schemas, file, def, `${file}:${name}`);
  }
  for (const name of repeated) words[name] = schemas.enums.get(name);
  checkEnums(schemas);
  return schemas;
}

/** The definition that a reference leads to, with its file and name. */
export function follow(files, file, ref) {
  const match = /^(?:(\w+)\.schema\.json)?#\/\$defs\/(\w+)$/.exec(ref);
  if (!match) throw new Error(`reference "${ref}": only <file>.schema.json#/$defs/<name>`);
  const target = match[1] ?? file;
  const def = files[target]?.$defs[match[2]];
  if (!def) throw new Error(`reference "${ref}" leads nowhere`);
  return { file: target, name: match[2], def };
}

/** What `$comment` says: { form, limit, enum, variant }. */
export function hints(node) {
  const out = {};
  for (const [, key, value] of (node.$comment ?? '').matchAll(/(\w+):(\w+)/g)) out[key] = value;
  return out;
}

export function kindOf(node) {
  if (node.oneOf) return 'one_of';
  if (node.enum || node.const !== undefined) return 'choice';
  if (node.type === 'object') return node.properties ? 'object' : 'map';
  const kinds = { array: 'list', string: 'text', integer: 'integer', boolean: 'boolean' };
  if (node.type in kinds) return kinds[node.type];
  if (node.type === undefined) return 'any';
  throw new Error(`type "${node.type}" is not in the subset`);
}

/** A shape: plain data without references, the same for the same rules. */
export function compile(schemas, file, node, where) {
  if (node.$ref) {
    const known = ['$ref', 'description', 'default'];
    refuseOthers(node, known, where);
    const target = follow(schemas.files, file, node.$ref);
    return compile(schemas, target.file, target.def, where);
  }
  const kind = kindOf(node);
  refuseOthers(node, [...ALLOWED[kind], 'description', '$comment'], where);
  if (!node.description && kind !== 'object' && kind !== 'one_of') throw new Error(`${where}: a description is missing`);
  checkLimit(schemas.limits, node, where);
  return MAKE[kind](schemas, file, node, where);
}

function refuseOthers(node, known, where) {
  for (const key of Object.keys(node)) {
    if (!known.includes(key)) throw new Error(`${where}: "${key}" is not in the subset of JSON Schema that is compiled`);
  }
}

function checkLimit(limits, node, where) {
  const name = hints(node).limit;
  const max = node.maxItems ?? node.maxLength ?? node.maxProperties ?? node.maximum;
  if (!name) return;
  if (!limits[name]) throw new Error(`${where}: there is no limit "${name}"`);
  if (limits[name].value !== max) throw new Error(`${where}: ${max} is not the limit "${name}", ${limits[name].value}`);
}

function need(node, keys, where) {
  for (const key of keys) {
    if (node[key] === undefined) throw new Error(`${where}: "${key}" is needed`);
  }
}

const MAKE = {
  any: () => ({ kind: 'any' }),
  boolean: () => ({ kind: 'boolean' }),
  integer(_, __, node, where) {
    need(node, ['minimum', 'maximum'], where);
    return { kind: 'integer', min: node.minimum, max: node.maximum };
  },
  text(_, __, node, where) {
    need(node, ['pattern', 'minLength', 'maxLength'], where);
    const { form } = hints(node);
    if (!FORMS.includes(form)) throw new Error(`${where}: "form:${form}" is not one of ${FORMS.join(', ')}`);
    return { kind: 'text', form, min: node.minLength, max: node.maxLength };
  },
  choice(schemas, _, node) {
    const words = node.enum ?? [node.const];
    const name = hints(node).enum;
    if (name) noteEnum(schemas, name, words);
    return { kind: 'choice', words, enum: name };
  },
  list(schemas, file, node, where) {
    need(node, ['items', 'maxItems'], where);
    return { kind: 'list', item: compile(schemas, file, node.items, `${where}[]`), min: node.minItems ?? 0, max: node.maxItems };
  },
  map(schemas, file, node, where) {
    need(node, ['propertyNames', 'additionalProperties', 'maxProperties'], where);
    const key = compile(schemas, file, node.propertyNames, `${where} names`);
    // The names' length is part of these forms; validate() does not count it again.
    if (key.form !== 'id' && key.form !== 'locale') throw new Error(`${where}: names must be ids or locales`);
    return {
      kind: 'map',
      key,
      value: compile(schemas, file, node.additionalProperties, `${where}{}`),
      min: node.minProperties ?? 0,
      max: node.maxProperties,
    };
  },
  object(schemas, file, node, where) {
    if (node.additionalProperties !== false) throw new Error(`${where}: "additionalProperties": false is needed`);
    const required = node.required ?? [];
    const fields = Object.entries(node.properties).map(([name, property]) => {
      if (!property.description && !property.$ref) throw new Error(`${where}.${name}: a description is missing`);
      return { name, required: required.includes(name), shape: compile(schemas, file, property, `${where}.${name}`) };
    });
    for (const name of required) {
      if (!(name in node.properties)) throw new Error(`${where}: "${name}" is required but no property`);
    }
    if (fields.length > 64) throw new Error(`${where}: more than 64 fields`);
    return { kind: 'object', fields };
  },
  one_of(schemas, file, node, where) {
    const by = node.discriminator?.propertyName;
    if (!by || node.type !== 'object') throw new Error(`${where}: oneOf needs "type": "object" and a discriminator`);
    const options = node.oneOf.map((option, i) => {
      const shape = compile(schemas, file, option, `${where}/${i}`);
      const tag = shape.fields.find((f) => f.name === by);
      if (!tag?.required || tag.shape.kind !== 'choice') throw new Error(`${where}/${i}: "${by}" must be required and const`);
      return { word: tag.shape.words[0], shape };
    });
    const words = options.map((o) => o.word);
    const hint = hints(node);
    if (hint.enum) noteEnum(schemas, hint.enum, words);
    if (hint.variant) schemas.variants.set(hint.variant, words);
    return { kind: 'one_of', by, options };
  },
};

// Of one enumeration, a place may allow only some words; the longest list is the whole.
function noteEnum(schemas, name, words) {
  const known = schemas.enums.get(name) ?? [];
  if (words.length > known.length) schemas.enums.set(name, words);
}

function checkEnums(schemas) {
  for (const [name, words] of Object.entries(schemas.words)) {
    if (!schemas.enums.has(name)) schemas.enums.set(name, words);
  }
  // A second pass, now that each whole list is known.
  const walk = (node) => {
    if (!node || typeof node !== 'object') return;
    const name = hints(node).enum;
    for (const word of (name && node.enum) || []) {
      if (!schemas.enums.get(name).includes(word)) throw new Error(`"${word}" is not in the enumeration ${name}`);
    }
    Object.values(node).forEach(walk);
  };
  walk(schemas.files);
}
