// The runner that adds up all suites must never call a broken run a good one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { reports } from '../../tools/test-all/reports.mjs';

const catchXml = `<?xml version="1.0"?>
<Catch name="engine_tests"><Group name="engine_tests">
  <TestCase name="lots &amp; order" filename="/t/lots_test.cpp" line="4">
    <Expression success="false" type="CHECK" filename="/t/lots_test.cpp" line="9">
      <Original>a &lt; b</Original><Expanded>2 &lt; 1</Expanded>
    </Expression>
    <OverallResult success="false"/>
  </TestCase>
  <TestCase name="fine" filename="/t/lots_test.cpp" line="14"><OverallResult success="true"/></TestCase>
  <OverallResults successes="3" failures="1" expectedFailures="0"/>
</Group>
<OverallResults successes="3" failures="1" expectedFailures="0"/>
<OverallResultsCases successes="1" failures="1" expectedFailures="0"/></Catch>`;

test('Catch2: counts test cases and shows what was expected where', () => {
  const { passed, failed, failures } = reports.catch2.read(catchXml);
  assert.deepEqual({ passed, failed }, { passed: 1, failed: 1 });
  assert.equal(failures.length, 1);
  assert.match(failures[0], /^lots & order\n {2}\/t\/lots_test\.cpp:9\n {2}a < b 2 < 1$/);
});

test('Catch2: a report without totals is a failure', () => {
  const half = catchXml.slice(0, catchXml.indexOf('<OverallResults '));
  assert.equal(reports.catch2.read(half).failed, 1);
  assert.equal(reports.catch2.read('').failed, 1);
});

test('node:test: reads the totals, and counts a cancelled test as failed', () => {
  const tap = ['TAP version 13', '# tests 5', '# pass 2', '# fail 1', '# cancelled 1', '# skipped 1', '# todo 0'].join('\n');
  assert.deepEqual(reports.node.read(tap), { passed: 2, failed: 2, skipped: 1 });
});

test('Vitest: a file that could not be loaded is a failure without a test', () => {
  const report = {
    numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0,
    testResults: [{ name: 'broken.test.ts', status: 'failed', message: 'cannot import x', assertionResults: [] }],
  };
  const { passed, failed, failures } = reports.vitest.read(JSON.stringify(report));
  assert.deepEqual({ passed, failed }, { passed: 3, failed: 1 });
  assert.match(failures[0], /cannot import x/);
});

const specOf = (title, line, status, message) => ({
  title, line, file: 'panel.spec.ts', tests: [{ status, results: [{ errors: message ? [{ message }] : [] }, { errors: [] }] }],
});
const playwrightReport = {
  stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 },
  errors: [{ message: 'no server' }],
  suites: [{
    title: 'panel.spec.ts',
    file: 'panel.spec.ts',
    specs: [specOf('opens', 3, 'unexpected', 'it did not')],
    suites: [{ title: 'on a phone', specs: [specOf('opens', 9, 'flaky', 'too late'), specOf('closes', 12, 'expected')] }],
  }],
};

test('Playwright: failed tests and errors outside of tests count as failed, with what was said', () => {
  const { passed, failed, skipped, failures } = reports.playwright.read(JSON.stringify(playwrightReport));
  assert.deepEqual({ passed, failed, skipped }, { passed: 5, failed: 2, skipped: 2 });
  assert.deepEqual(failures, ['panel.spec.ts:3 opens\nit did not', 'no server']);
});

test('Playwright: a test that passed only when it was tried again has passed, and is named with what went wrong before', () => {
  const { flaky } = reports.playwright.read(JSON.stringify(playwrightReport));
  assert.deepEqual(flaky, ['panel.spec.ts:9 on a phone > opens\ntoo late']);
});

test('the runner names such tests above its closing line', () => {
  const tree = mkdtempSync(join(tmpdir(), 'regulars-runner-'));
  try {
    cpSync(fileURLToPath(new URL('../../tools', import.meta.url)), join(tree, 'tools'), { recursive: true });
    mkdirSync(join(tree, 'tests'));
    const good = { ...playwrightReport, stats: { ...playwrightReport.stats, unexpected: 0 }, errors: [] };
    writeFileSync(join(tree, 'report.json'), JSON.stringify(good));
    const command = 'cp report.json "$PLAYWRIGHT_JSON_OUTPUT_FILE"';
    writeFileSync(join(tree, 'tests/suites.json'), JSON.stringify({ suites: [{ name: 'browser', needs: [], command, report: 'playwright' }] }));
    const out = execFileSync(process.execPath, ['tools/test-all.mjs'], { cwd: tree, encoding: 'utf8' });
    assert.match(out, /\nflaky: panel\.spec\.ts:9 on a phone > opens\n.*too late\n5 passed, 0 failed, 2 skipped\n$/);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
});

test('an empty report of any kind is never a pass', () => {
  for (const kind of ['catch2', 'vitest', 'playwright', 'tally']) {
    const { passed = 0, failed = 0 } = reports[kind].read('', { code: 0, out: '' });
    assert.ok(passed === 0 && failed > 0, kind);
  }
});

test('tally: takes the last line of that shape; check: exit code 77 is skipped', () => {
  const out = 'first 3 passed, 0 failed\n2 passed, 0 failed\n9 passed, 1 failed, 4 skipped\n';
  assert.deepEqual(reports.tally.read('', { out }), { passed: 9, failed: 1, skipped: 4 });
  assert.deepEqual(reports.check.read('', { code: 0 }), { passed: 1 });
  assert.deepEqual(reports.check.read('', { code: 2 }), { failed: 1 });
  assert.deepEqual(reports.check.read('', { code: 77 }), { skipped: 1 });
});
