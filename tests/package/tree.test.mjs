// Habits of the tree that a reviewer should not have to look for.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');
const MAX_LINES = 500;

// Everything that is or would be committed; a file that was just deleted is not.
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n').filter((path) => path !== '' && existsSync(join(root, path)));

const isSource = (path) => /\.(cpp|hpp|ts|mjs|js|css|sh|cmake|md)$/.test(path) && !path.includes('/generated/');

test(`no source file has more than ${MAX_LINES} lines`, () => {
  const long = files.filter(isSource).map((path) => [path, read(path).split('\n').length - 1])
    .filter(([, lines]) => lines > MAX_LINES);
  assert.deepEqual(long, []);
});

test('every C++ source is listed in the CMakeLists.txt of its folder or of one above', () => {
  const lost = files.filter((path) => /^(src|bindings|tests)\/.*\.cpp$/.test(path)).filter((path) => {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      const list = join(folder, 'CMakeLists.txt');
      if (existsSync(join(root, list)) && read(list).includes(basename(path))) return false;
    }
    // What several builds share is listed in a module of cmake/.
    return !files.some((other) => other.startsWith('cmake/') && read(other).includes(path))
      && !files.some((other) => other.endsWith('CMakeLists.txt') && read(other).includes(`${basename(dirname(path))}/${basename(path)}`));
  });
  assert.deepEqual(lost, []);
});

test('no CMake file searches for sources: lists are explicit', () => {
  const globbing = files.filter((path) => /(CMakeLists\.txt|\.cmake)$/.test(path) && /file\s*\(\s*GLOB/.test(read(path)));
  assert.deepEqual(globbing, []);
});

test('package-lock.json pins exact versions and names no registry', () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const resolved = Object.values(packages).map((entry) => entry.resolved)
    .filter((url) => url !== undefined && !url.startsWith('https://registry.npmjs.org/'));
  assert.deepEqual(resolved, []);
  const { devDependencies = {}, dependencies = {} } = JSON.parse(read('package.json'));
  const loose = Object.entries({ ...devDependencies, ...dependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  assert.deepEqual(loose, []);
});

test('the version stands in one place', () => {
  const { version } = JSON.parse(read('package.json'));
  const copies = files.filter((path) => /(CMakeLists\.txt|\.cmake|\.cpp|\.hpp)$/.test(path) && read(path).includes(`"${version}"`));
  assert.deepEqual(copies, []);
});

test('every suite of tests/suites.json has a name of its own', () => {
  const names = JSON.parse(read('tests/suites.json')).suites.map((suite) => suite.name);
  assert.equal(new Set(names).size, names.length);
});
