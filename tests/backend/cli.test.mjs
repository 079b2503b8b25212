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
  ['missing_field', 'earning[1].limits[0]', (p) => { p.earning[1].limits = [{ per: 'day' }]; }],
  ['wrong_value', 'earning[1].when.from', (p) => { p.earning[1].when = { from: '2026-01-01' }; }],
  ['contradiction', 'rewards[0].to', (p) => { Object.assign(p.rewards[0], { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }); }],
  ['unknown_field', 'walets', (p) => { p.walets = []; }],
];
/** From the first of 2026 to the last of 2027, in Việt Nam. */
const term = (p) => {
  p.terms = { organiser: { name: 'Bình Minh' }, ...p.terms, starts: '2026-01-01', ends: '2027-12-31' };
  return p;
};
const campaign = (p, when) => {
  term(p).campaigns = [{ id: 'double', name: { vi: 'Nhân đôi', en: 'Double' }, multiplier: '2', when }];
};
const theme = (p, colours) => { p.widget = { ...p.widget, theme: colours }; };
/** Levels above the first by what is spent and by how many orders. */
const levels = (...steps) => ({
  metrics: [{ id: 'spend', kind: 'spend' }, { id: 'orders', kind: 'orders' }], window: { kind: 'calendar_year' }, keep: { kind: 'period' },
  levels: [{ id: 'a', name: { vi: 'a', en: 'a' } }, ...steps.map(([match, spend, orders], i) => ({
    id: `b${i}`, name: { vi: 'b', en: 'b' }, match, qualify: [{ metric: 'spend', at_least: spend }, { metric: 'orders', at_least: orders }] }))],
});
/** Nothing of what the others tell: each of them is one step inside. */
const fine = [
  ['dinars in fils', (p) => { p.currency = { code: 'KWD', exponent: 3 }; }],
  ['dollars in mills', (p) => { p.currency = { code: 'USD', exponent: 3 }; }],
  ['a code of its own on X', (p) => { p.currency.code = 'XPT'; }],
  ['a zone of the database with offsets', (p) => { p.time_zone = { name: 'Asia/Ho_Chi_Minh', offsets: [{ from: '2000-01-01T00:00:00Z', offset_seconds: 25200 }] }; }],
  ['an accent alone: the widget chooses the words on it', (p) => { theme(p, { accent: '#ffff00' }); }],
  ['words of just enough contrast', (p) => { theme(p, { text: '#767676', surface: '#ffffff', surface_2: '#ffffff' }); }],
  ['UTC', (p) => { p.time_zone = { name: 'UTC' }; }],
  ['a campaign to the first millisecond', (p) => { campaign(p, { to: '2025-12-31T17:00:00.001Z' }); }],
  ['a campaign from the last millisecond', (p) => { campaign(p, { from: '2027-12-31T16:59:59.999Z' }); }],
  ['a campaign on a weekday that comes', (p) => { campaign(p, { from: '2026-11-30T17:00:00Z', to: '2026-12-03T17:00:00Z', weekdays: [4] }); }],
  ['a week has every weekday', (p) => { campaign(p, { from: '2026-11-30T17:00:00Z', to: '2026-12-07T17:00:00Z', weekdays: [1] }); }],
  ['a level that needs two where the one below is content with either', (p) => { p.tiers = levels(['any', 100, 3], ['all', 100, 3]); }],
  ['a level that needs two, one of them higher', (p) => { p.tiers = levels(['all', 100, 3], ['all', 200, 3]); }],
];
const warnings = [
  ['contrast_low', 'widget.theme.on_accent', (p) => { theme(p, { accent: '#ffff00', on_accent: '#ffffff' }); }],
  ['contrast_low', 'widget.theme.on_accent', (p) => { theme(p, { on_accent: '#7d3a1e' }); }],
  ['contrast_low', 'widget.theme.text', (p) => { theme(p, { text: '#777777', surface: '#ffffff' }); }],
  ['contrast_low', 'widget.theme.surface_2', (p) => { theme(p, { surface_2: '#222222' }); }],
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
  ['rate_unlikely', 'rewards[0].value_minor', (p) => { Object.assign(p.rewards[0], { kind: 'fixed_discount', cost_units: 100 }); delete p.rewards[0].value_minor; }],
  ['rate_unlikely', 'rewards[0].average_of_stamps', (p) => { p.rewards[0].average_of_stamps = true; }],
  ['rule_never_applies', 'earning[1].when', (p) => { Object.assign(p.earning[1], { on: 'joined', award: { kind: 'fixed', units: 5 }, when: { order_minor: { min: 1 } } }); }],
  ['rule_never_applies', 'earning[1].items', (p) => { Object.assign(p.earning[1], { on: 'joined', award: { kind: 'fixed', units: 5 }, items: { include: { tags: ['new'] } } }); }],
  ['terms_missing', 'terms', (p) => { delete p.terms; }],
  ['law_notice', 'terms', () => {}],
  ['rate_unlikely', 'currency.exponent', (p) => { p.currency = { code: 'JPY', exponent: 2 }; }],
  ['rate_unlikely', 'currency.exponent', (p) => { p.currency = { code: 'KWD', exponent: 2 }; }],
  ['unknown_currency', 'currency.code', (p) => { p.currency.code = 'VDN'; }],
  ['unknown_zone', 'time_zone.name', (p) => { p.time_zone = { name: 'Asia/Ho_Chi_Min', offsets: [{ from: '2000-01-01T00:00:00Z', offset_seconds: 25200 }] }; }],
  ['rule_never_applies', 'campaigns[0]', (p) => { campaign(p, { to: '2025-12-31T17:00:00Z' }); }],
  ['rule_never_applies', 'campaigns[0]', (p) => { campaign(p, { from: '2027-12-31T17:00:00Z' }); }],
  ['rule_never_applies', 'campaigns[0]', (p) => { campaign(p, { from: '2026-11-30T17:00:00Z', to: '2026-12-03T17:00:00Z', weekdays: [5, 6, 7] }); }],
  ['rule_never_applies', 'earning[1]', (p) => { Object.assign(term(p).earning[1], { when: { to: '2025-12-31T17:00:00Z' } }); }],
  ['rule_never_applies', 'terms.ends', (p) => { term(p).terms.ends = '2025-12-31'; }],
  ['reward_unreachable', 'rewards[0]', (p) => { Object.assign(term(p).rewards[0], { from: '2025-06-01T00:00:00Z', to: '2025-07-01T00:00:00Z' }); }],
  ['tier_unreachable', 'tiers.levels[2]', (p) => { p.tiers = levels(['all', 100, 3], ['all', 100, 3]); }],
  ['tier_unreachable', 'tiers.levels[2]', (p) => { p.tiers = levels(['any', 100, 3], ['any', 200, 3]); }],
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

  for (const [what, change] of fine) {
    test(`no warning: ${what}`, () => {
      const document = fixture();
      change(document);
      const report = checked(document);
      assert.ok(report.valid, JSON.stringify(report));
      assert.deepEqual(report.warnings.filter(({ code }) => !['law_notice', 'terms_missing', 'text_missing'].includes(code)), []);
    });
  }

  test('every message is a sentence of its own', () => {
    const wrong = fixture();
    delete wrong.terms;
    Object.assign(wrong.currency, { code: 'USD' });
    theme(wrong, { text: '#777777', surface: '#ffffff', surface_2: '#ffffff' });
    const told = checked(wrong).warnings.map(({ message }) => message);
    assert.ok(told.includes('Shoppers must be told the terms; this programme has none.'), told.join('\n'));
    assert.ok(told.includes('California: a notice of financial incentive is due before joining (11 CCR 7016).'), told.join('\n'));
    assert.ok(told.includes('text on surface has a contrast of 4.4 to 1; words need 4.5 to 1.'), told.join('\n'));
    wrong.time_zone = { name: 'UTC', offsets: ['2026-01-01T00:00:00Z', '2025-01-01T00:00:00Z'].map((from) => ({ from, offset_seconds: 0 })) };
    wrong.rewards[0].kind = 'percent';
    wrong.terms = { organiser: { name: 'Bình Minh' }, starts: 'next month' };
    const shape = checked(wrong).errors;
    assert.match(shape.find(({ path }) => path === 'rewards[0].kind').message, /^Expected one of .*percent_discount/);
    assert.equal(shape.find(({ path }) => path === 'terms.starts').message, 'Expected a day such as 2026-11-22.');
    Object.assign(wrong.rewards[0], { kind: 'fixed_discount' });
    delete wrong.terms;
    assert.equal(checked(wrong).errors[0].message, 'Each entry must begin after the one before it.');
  });

  test('contrast is measured against the widget\'s own colours where the theme has none', () => {
    const own = readFileSync(join(root, 'web/shell/tokens.styles.ts'), 'utf8');
    const copied = [...readFileSync(join(root, 'src/cli/contrast.cpp'), 'utf8').matchAll(/\{"(\w+)", "(#\w{6})"\}/g)];
    assert.equal(copied.length, 6);
    for (const [, name, hex] of copied) assert.ok(own.includes(`var(--regulars-${name.replace('_', '-')},light-dark(${hex},`), `${name} ${hex}`);
  });

  test('who guessed a type wrong is told how the value is written', () => {
    const rows = [
      ['time_zone', (p) => { p.time_zone = 'Asia/Tokyo'; }, /object with "name"/],
      ['wallets[0].rounding', (p) => { p.wallets[0].rounding = 'floor'; }, /object of "mode", "per", "stage"/],
      ['name', (p) => { p.name = 'Bình Minh'; }, /object by language, such as \{"en": \.\.\.\}/],
      ['wallets[0].expiry', (p) => { p.wallets[0].expiry = 'never'; }, /object with "kind"/],
      ['rewards[0].kind', (p) => { p.rewards[0].kind = 5; }, /one of fixed_discount, percent_discount/],
      ['campaigns[0].multiplier', (p) => { p.campaigns = [{ id: 'c', name: { vi: 'c', en: 'c' }, multiplier: 2 }]; }, /such as "1\.25"/],
      ['terms.starts', (p) => { p.terms.starts = '2026'; }, /a day such as 2026-11-22/],
    ];
    for (const [path, change, words] of rows) {
      const document = fixture();
      change(document);
      assert.match(checked(document).errors.find((e) => e.path === path)?.message ?? '', words, path);
    }
  });

  test('what cannot be read, a misspelt command and a folder that is not there are named', () => {
    const directory = run(['check', folder]);
    assert.deepEqual([directory.status, directory.stderr], [2, `regulars: cannot read ${folder}\n`]);
    const misspelt = run(['chekc', program]);
    assert.ok(misspelt.status > 100);
    assert.match(misspelt.stderr, /there is no command "chekc"; there are serve, check, compile, replay, vectors, schema/);
    const nowhere = run(['serve', '--program', program, '--data', join(folder, 'data'), '--assets', join(folder, 'none'), '--port', '0']);
    assert.ok(nowhere.status > 100, `${nowhere.status}`);
    assert.match(nowhere.stderr, /--assets: .*none/);
  });

  test('broken JSON names line and column, in characters, in each command', () => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, '{\n  "name": "Cà phê" x\n}\n');
    const said = 'error    (document): The text stops being strict JSON (RFC 8259, UTF-8, no byte order mark) at byte 24. That is line 2, column 20. (malformed_json)';
    for (const args of [['check', file], ['compile', file], ['replay', '--program', file, '--events', '-'],
      ['replay', '--program', program, '--events', file], ['serve', '--program', file, '--data', join(folder, 'data'), '--port', '0']]) {
      const { stdout, stderr } = run(args, '[]');
      assert.ok(`${stdout}${stderr}`.includes(said), `${args[0]}: ${stdout}${stderr}`);
    }
    // One event per line: the byte, the line and the column are the file's.
    const joined = JSON.stringify({ type: 'member_joined', id: 'm-1', occurred_at: '2026-01-05T03:00:00Z' });
    const { stderr } = run(['replay', '--program', program, '--events', '-'], `${joined}\n{"type" "x"}\n`);
    assert.match(stderr, new RegExp(`at byte ${joined.length + 1 + 11}\\. That is line 2, column 11\\.`));
  });

  test('a later version of replay begins on a day of its own zone, or at an instant', () => {
    const first = fixture();
    const later = { ...fixture(), version: first.version + 1 };
    const files = [first, later].map((document, i) => {
      writeFileSync(join(folder, `version-${i}.json`), JSON.stringify(document));
      return join(folder, `version-${i}.json`);
    });
    const joined = (id, at) => ({ type: 'member_joined', id, member: id, occurred_at: at });
    const events = JSON.stringify([joined('a', '2026-06-30T16:59:59Z'), joined('b', '2026-06-30T17:00:00Z')]);   // midnight in Việt Nam
    for (const from of ['2026-07-01', '2026-06-30T17:00:00Z']) {
      const { stdout } = run(['replay', '--format', 'json', '--program', files[0], '--program', `${files[1]}@${from}`, '--events', '-'], events);
      assert.deepEqual(JSON.parse(stdout).events.map(({ summary }) => summary.version), [first.version, later.version], from);
    }
    const { status, stderr } = run(['replay', '--program', `${files[0]}@yesterday`, '--events', '-'], events);
    assert.equal(status, 1);
    assert.match(stderr, /after @ an instant \(2024-03-01T10:00:00Z\) or a day \(2024-03-01\) is expected/);
  });

  test('a broken reference is told beside errors of shape, and not where those may hide what it means', () => {
    const both = (change) => {
      const document = fixture();
      document.earning[1].wallet = 'stamps';
      document.rewards[1].id = document.rewards[0].id;
      change(document);
      return checked(document).errors.map(({ path, code }) => `${path} ${code}`);
    };
    const references = ['rewards[1].id duplicate_id', 'earning[1].wallet unknown_reference'];
    const shapes = (p) => Object.assign(p, { locales: [p.locales[0], 5], time_zone: 7 }).rewards.splice(2, 1, { ...p.rewards[2], cost_units: 'many' });
    assert.deepEqual(both(shapes), ['time_zone wrong_type', 'locales[1] wrong_type', 'rewards[2].cost_units wrong_type', ...references]);
    assert.deepEqual(both((p) => { p.rewards[0].value_minor = 'much'; p.time_zone = { name: 'Mars/Base' }; }), ['rewards[0].value_minor wrong_type', ...references]);
    assert.deepEqual(both((p) => { p.time_zone = { name: 'Mars/Base' }; }), ['time_zone.name wrong_value', ...references]);
    // An item without an id, or a list under a name that is spelled wrong: what is missing may be just there.
    assert.deepEqual(both((p) => { p.rewards[2] = 5; }), ['rewards[2] wrong_type']);
    assert.deepEqual(both((p) => { p.rewards[2].id = 'Größe'; }), ['rewards[2].id wrong_value']);
    assert.deepEqual(both((p) => { p.walets = []; }), ['walets unknown_field']);
    assert.deepEqual(both((p) => { p.tiers = { levls: [] }; }).filter((line) => references.includes(line)), []);
  });

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
