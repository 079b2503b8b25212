// The commands that need no server: what is wrong with a programme is said in one way by all of them, and by `serve`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { binary, program, root } from './support.mjs';

const codes = JSON.parse(readFileSync(join(root, 'schema/codes.json'), 'utf8')).codes;
const fixture = () => JSON.parse(readFileSync(program, 'utf8'));
const run = (args, input) => {
  const { status, stdout, stderr } = spawnSync(binary, args, { input, encoding: 'utf8', timeout: 20_000 });
  return { status, stdout, stderr };
};
const checked = (document) => JSON.parse(run(['check', '-', '--format', 'json'], JSON.stringify(document)).stdout);

/** [code, path, what makes the fixture so] */
const errors = [
  ['wrong_value', 'time_zone.name', (p) => { p.time_zone = { name: 'Mars/Base' }; }],
  ['unknown_reference', 'earning[1].wallet', (p) => { p.earning[1].wallet = 'stamps'; }],
  ['duplicate_id', 'rewards[1].id', (p) => { p.rewards[1].id = 'off-20'; }],
  ['missing_field', 'earning[1].award.per_minor', (p) => { delete p.earning[1].award.per_minor; }],
  ['missing_field', 'earning[1].action', (p) => { p.earning[1].on = 'action'; }],
  ['contradiction', 'rewards[0].to', (p) => { Object.assign(p.rewards[0], { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }); }],
  ['unknown_field', 'walets', (p) => { p.walets = []; }],
];
const warnings = [
  ['text_missing', 'rewards[2].name', (p) => { delete p.rewards[2].name.en; }],
  ['rule_never_applies', 'earning[0]', (p) => { p.earning[0].on = 'referral_friend'; }],
  ['reward_unreachable', 'rewards[0]', (p) => { p.rewards[0].stock = 0; }],
  ['points_loop', 'earning[1]', (p) => { p.earning[1].award.per_minor = 1; }],
  ['rate_unlikely', 'campaigns[0].multiplier', (p) => { p.campaigns = [{ id: 'none', name: { vi: 'Không', en: 'None' }, multiplier: '0' }]; }],
  ['rate_unlikely', 'rewards[0].percent', (p) => { Object.assign(p.rewards[0], { kind: 'percent_discount', percent: '100.5' }); delete p.rewards[0].value_minor; }],
  ['rate_unlikely', 'earning[1].award.percent', (p) => {
    p.wallets.push({ ...p.wallets[0], id: 'cash', unit: 'money' });
    Object.assign(p.earning[1], { wallet: 'cash', award: { kind: 'percent', percent: '101' } });
  }],
  ['terms_missing', 'terms', (p) => { delete p.terms; }],
  ['law_notice', 'terms', () => {}],
  ['tier_unreachable', 'tiers.levels[2]', (p) => {
    p.tiers = {
      metrics: [{ id: 'spend', kind: 'spend' }], window: { kind: 'calendar_year' }, keep: { kind: 'period' },
      levels: [['a', 0], ['b', 100], ['c', 100]].map(([id, at], i) => ({
        id, name: { vi: id, en: id }, ...(i && { qualify: [{ metric: 'spend', at_least: at }] }) })),
    };
  }],
];

describe('what is wrong with a programme', () => {
  let folder;
  before(() => { folder = mkdtempSync(join(tmpdir(), 'regulars-cli-')); });
  after(() => rmSync(folder, { recursive: true }));

  for (const [code, path, change] of errors) {
    test(`${code} at ${path}: check, compile, replay and serve refuse it in the same words`, () => {
      const document = fixture();
      change(document);
      const report = checked(document);
      const found = report.errors.find((error) => error.code === code && error.path === path);
      assert.ok(found && !report.valid, JSON.stringify(report));
      assert.doesNotMatch(found.message, /[{}]/);
      const file = join(folder, 'program.json');
      writeFileSync(file, JSON.stringify(document));
      const line = `error    ${path}: ${found.message} (${code})`;
      for (const args of [['check', file], ['compile', file], ['replay', '--program', file, '--events', '-'],
        ['serve', '--program', file, '--data', join(folder, 'data'), '--port', '0']]) {
        const { status, stdout, stderr } = run(args, '[]');
        assert.equal(status, 1, `${args[0]}: ${stdout}${stderr}`);
        assert.ok(`${stdout}${stderr}`.split('\n').includes(line), `${args[0]}: ${stdout}${stderr}, expected ${line}`);
      }
    });
  }

  for (const [code, path, change] of warnings) {
    test(`${code} at ${path} is a warning`, () => {
      const document = fixture();
      change(document);
      const report = checked(document);
      const found = report.warnings.find((warning) => warning.code === code && warning.path.startsWith(path));
      assert.ok(report.valid && found, JSON.stringify(report));
      assert.doesNotMatch(found.message, /[{}]/);
      assert.equal(codes[code].group, 'warning');
    });
  }

  test('a version that was refused at the start leaves no trace: corrected, it may have the same number', () => {
    const file = join(folder, 'next.json');
    const data = join(folder, 'fresh');
    writeFileSync(file, JSON.stringify({ ...fixture(), time_zone: { name: 'Mars/Base' } }));
    assert.equal(run(['serve', '--program', file, '--data', data, '--port', '0']).status, 1);
    const broken = fixture();
    broken.earning[1].wallet = 'stamps';
    writeFileSync(file, JSON.stringify(broken));
    assert.equal(run(['serve', '--program', file, '--data', data, '--port', '0']).status, 1);
    writeFileSync(file, JSON.stringify(fixture()));
    // What ends it now is the time that it is given.
    const { error } = spawnSync(binary, ['serve', '--program', file, '--data', data, '--port', '0'], { timeout: 1500 });
    assert.equal(error?.code, 'ETIMEDOUT');
  });
});
