// What the documents show works as it stands: programme and events of docs/formats.md through the engine, the messages of
// docs/integrate.md and docs/developers-api.md against a running backend.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Backend, binary, now, openapi, root } from './support.mjs';

const doc = (name) => readFileSync(join(root, 'docs', name), 'utf8');
const blocks = (text, info) => [...text.matchAll(new RegExp(`^\`\`\`${info}\\n([^]*?)^\`\`\``, 'gm'))].map(([, body]) => body);
/** Rows of the table whose first column is headed so: lists of cells. */
const table = (text, head) => {
  const rows = text.split('\n').slice(text.split('\n').findIndex((line) => line.startsWith(`| ${head} |`)) + 2);
  return rows.slice(0, rows.findIndex((line) => !line.startsWith('|'))).map((row) => row.slice(1, -1).split('|').map((cell) => cell.trim()));
};

describe('docs/formats.md', () => {
  const text = doc('formats.md');
  let folder;
  const file = (name, content) => { const path = join(folder, name); writeFileSync(path, content); return path; };
  const run = (...args) => spawnSync(binary, args, { encoding: 'utf8' });
  before(() => { folder = mkdtempSync(join(tmpdir(), 'regulars-docs-')); });
  after(() => rmSync(folder, { recursive: true }));

  test('its programme is valid', () => {
    const report = JSON.parse(run('check', file('program.json', blocks(text, 'json program')[0]), '--format', 'json').stdout);
    assert.deepEqual(report.errors, []);
    assert.deepEqual(report.warnings.filter(({ code }) => !['law_notice', 'terms_missing'].includes(code)), []);
  });

  test('its events happen to a member of its programme, none is refused', () => {
    const { stdout, stderr } = run('replay', '--program', file('program.json', blocks(text, 'json program')[0]),
      '--events', file('events.json', blocks(text, 'json events')[0]), '--format', 'json');
    const { events } = JSON.parse(stdout || `{"stderr":${JSON.stringify(stderr)}}`);
    assert.deepEqual(events.filter(({ status }) => status !== 'booked').map(({ event, refusal }) => [event, refusal]), []);
  });

  test('its vector passes with its programme', () => {
    const vector = blocks(text, 'json vector')[0];
    file(JSON.parse(vector).program_ref, blocks(text, 'json program')[0]);
    const { stdout } = run('vectors', file('vector.json', vector));
    assert.match(stdout, /^1 passed, 0 failed$/m);
    // The folder of both: the programme is passed over, what is broken is not.
    const both = mkdtempSync(join(folder, 'both-'));
    for (const [name, content] of [['vector.json', vector], [JSON.parse(vector).program_ref, blocks(text, 'json program')[0]], ['broken.json', '{']]) {
      writeFileSync(join(both, name), content);
    }
    const whole = run('vectors', both);
    assert.match(whole.stdout, /FAILED {2}.*broken\.json: malformed_json/);
    assert.match(whole.stdout, /^1 passed, 1 failed$/m);
  });

  test('check and replay print what it shows', () => {
    const shown = (info) => JSON.parse(blocks(text, info)[0]);
    const broken = JSON.parse(blocks(text, 'json program')[0]);
    broken.earning[0].wallet = 'stamps';
    assert.deepEqual(JSON.parse(run('check', file('broken.json', JSON.stringify(broken)), '--format', 'json').stdout), shown('json check'));
    const replay = (events) => {
      const { stdout, stderr } = run('replay', '--program', file('program.json', blocks(text, 'json program')[0]),
        '--events', file('events.json', JSON.stringify(events)), '--format', 'json');
      assert.equal(stderr, '');
      return JSON.parse(stdout);
    };
    const joined = { type: 'member_joined', id: 'm-1', member: 'm-1', occurred_at: '2026-01-05T03:00:00Z' };
    const invalid = replay([joined, { type: 'time_advanced' }]);
    assert.deepEqual({ ...invalid, file: 'events.json' }, shown('json invalid'));
    const asked = { type: 'redemption_requested', id: 'd-1', member: 'm-1', occurred_at: '2026-01-05T03:00:00Z', reward_id: '20k-off' };
    const said = replay([joined, asked]);
    const example = shown('json replay');
    assert.deepEqual(said.events[1].refusal, example.events[1].refusal);
    assert.deepEqual(said.events.map((event) => Object.keys(event)), example.events.map((event) => Object.keys(event)));
    assert.deepEqual(said.members.map((member) => Object.keys(member)), example.members.map((member) => Object.keys(member)));
    assert.match(said.members[0].state_hash, /^[0-9a-f]{16}$/);
  });

  test('its table of events has every kind and every field of the schema', () => {
    const kinds = new Map(JSON.parse(readFileSync(join(root, 'schema/event.schema.json'), 'utf8')).$defs.event.oneOf
      .map(({ properties: { type, ...fields } }) => [type.const, Object.keys(fields).filter((name) => !['id', 'member', 'occurred_at'].includes(name))]));
    const rows = table(text, 'type');
    for (const [kind, fields] of kinds) {
      const row = rows.find(([name]) => name.split(/[,/]/).some((word) => word.trim() === `\`${kind}\``));
      assert.ok(row, kind);
      for (const field of fields) assert.match(row[1], new RegExp(`\`${field}(\\[\\])?\``), `${kind}.${field}`);
    }
  });
});

describe('webhooks', () => {
  let backend;
  before(async () => {
    backend = await Backend.start();
    await backend.join('docs@example.com');
  });
  after(() => backend.stop());

  const values = { customer: { email: 'docs@example.com' }, event: 'delivered', all: true, lines: [{ id: '1', quantity: 1 }], amount_minor: 1, shipping_minor: 0, tenders: [] };
  /** Field names of a cell, "`order_id`, `all` or `lines: [{id}]`", and whether each can be left out. */
  const named = (cell) => [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name);
  const order = () => JSON.parse(blocks(doc('integrate.md'), 'json').find((block) => block.includes('"lines"')));

  test('the order of docs/integrate.md is booked', async () => {
    const answer = await backend.webhook({ type: 'order.paid', timestamp: now(), data: { customer: values.customer, occurred_at: now(), order: order() } });
    assert.equal(answer.body.status, 'booked', answer.raw);
  });

  test('an instant with an offset is told how it is written', async () => {
    for (const occurred_at of ['2026-11-22T10:00:00+07:00', '2026-11-22T10:00:00.000000+07:00']) {
      const answer = await backend.webhook({ type: 'order.paid', timestamp: now(), data: { customer: values.customer, occurred_at, order: order() } });
      assert.deepEqual([answer.body.code, answer.body.path], ['wrong_value', 'data.occurred_at']);
      assert.match(answer.body.detail, /in UTC, with Z at its end, such as 2026-11-22T05:00:00Z/);
    }
  });

  for (const name of ['integrate.md', 'developers-api.md']) {
    test(`the table of docs/${name} names every type and every field`, async () => {
      const rows = table(doc(name), 'type');
      const data = { 'order.paid': 'Paid', 'order.delivered': 'Delivered', 'order.refunded': 'Refunded', 'order.cancelled': 'Cancelled' };
      assert.deepEqual(rows.map(([type]) => type.replaceAll('`', '')), Object.keys(data));
      for (const [n, [cell, ...rest]] of rows.entries()) {
        const type = cell.replaceAll('`', '');
        const fields = named(rest.at(-1)).filter((field) => !['email', 'id'].includes(field))  /* the customer's */;
        const id = `docs-${name}-${n}`;
        const each = { ...values, order_id: id, refund_id: `${id}-r`, occurred_at: now(), order: { ...order(), id } };
        // Each field alone with what is required: never unknown. A field that no table names is.
        for (const field of [...fields, 'surely_not']) {
          const base = type === 'order.paid' ? ['customer', 'occurred_at', 'order'] : ['order_id', 'occurred_at', ...(type === 'order.delivered' ? [] : ['refund_id'])];
          const body = Object.fromEntries([...base, field].map((key) => [key, each[key] ?? 1]));
          const answer = await backend.webhook({ type, timestamp: now(), data: body });
          assert.equal(answer.code === 'unknown_field', field === 'surely_not', `${type} ${field}: ${answer.raw}`);
          assert.ok(base.every((key) => fields.includes(key)), `${type}: ${base} of ${fields}`);
        }
        if (type === 'order.refunded') for (const field of ['all', 'lines', 'amount_minor', 'shipping_minor', 'tenders']) assert.ok(fields.includes(field), field);
      }
    });
  }

  test('every route of docs/developers-api.md is one of schema/openapi.json, and the other way round', () => {
    const said = [...doc('developers-api.md').matchAll(/`?(GET|POST|PATCH|DELETE) (\/[\w/{}.-]+)/g)].map(([, method, path]) => `${method} ${path}`);
    const known = Object.entries(openapi.paths).flatMap(([path, methods]) => Object.keys(methods).filter((m) => /^(get|post|patch|delete)$/.test(m)).map((m) => `${m.toUpperCase()} ${path}`));
    for (const route of new Set(said)) assert.ok(known.includes(route), `${route} is not in schema/openapi.json`);
  });
});
