// What `make demo` says in the terminal when its backend ends and cannot come back.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = existsSync(join(root, 'build/native/regulars')) && existsSync(join(root, 'dist/regulars.js'));

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

test('a programme that became invalid is named with its field, and so is the log', { skip: !built && 'regulars or dist/ is not built', timeout: 60_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-demo-'));
  const program = join(folder, 'programme.json');
  const document = JSON.parse(readFileSync(join(root, 'demo/programs/ca-phe-binh-minh.json'), 'utf8'));
  delete document.$schema;
  writeFileSync(program, JSON.stringify(document));
  const demo = spawn('scripts/demo.sh', { cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: String(await freePort()), DATA: join(folder, 'data'), PROGRAM: program, BACK_AFTER: '1' } });
  t.after(async () => {
    const gone = new Promise((resolve) => demo.once('exit', resolve));
    demo.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });
  let said = '';
  const until = (pattern) => new Promise((resolve) => {
    const look = () => { if (pattern.test(said)) resolve(); };
    for (const stream of [demo.stdout, demo.stderr]) stream.on('data', look);
    look();
  });
  for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (chunk) => { said += chunk; });
  await until(/shop is open/);
  document.earning[0].wallet = 'nowhere';
  writeFileSync(program, JSON.stringify(document));
  process.kill(Number(execFileSync('pgrep', ['-P', String(demo.pid), '-f', 'serve --program'], { encoding: 'utf8' })), 'SIGTERM');
  await until(/The backend ended[\s\S]*The backend ended/);
  assert.match(said, /programme\.json is not valid/);
  assert.match(said, /earning\[0\]\.wallet.*nowhere/);
  assert.match(said, /data\/logs\/backend\.log/);
});
