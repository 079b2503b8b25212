// The table of suites, and what `make test ONLY=...` builds and runs of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { suites } = JSON.parse(readFileSync(join(root, 'tests/suites.json'), 'utf8'));
const needs = (...args) => execFileSync(process.execPath, ['tools/test-all.mjs', '--needs', ...args], { cwd: root, encoding: 'utf8' }).trim();

test('every suite says what must be built for it, and the Makefile has a step for that', () => {
  const makefile = readFileSync(join(root, 'Makefile'), 'utf8');
  for (const { name, needs: list } of suites) {
    assert.ok(Array.isArray(list), name);
    for (const step of list) assert.match(makefile, new RegExp(`^${step}:`, 'm'), `${name}: ${step}`);
  }
});

test('words choose suites by the words of their names, and what only those need is built', () => {
  assert.equal(needs(), 'native engine web');
  assert.equal(needs('shop'), '');
  assert.equal(needs('generated'), '');
  assert.equal(needs('vectors'), 'native');
  assert.equal(needs('backend', 'http'), 'native');
  assert.equal(needs('ackend'), '');
  assert.equal(needs('sanitizers'), '');
  assert.equal(needs('--long', 'sanitizers'), 'asan');
});
