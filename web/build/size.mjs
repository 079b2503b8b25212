// What a shopper pays, in bytes after brotli at its highest level, held against the budgets:
//   npm run size        prints every set; ends with 1 when one is over
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const PROGRAMME = join(ROOT, 'demo/programs/ca-phe-binh-minh.json');

export const BUDGETS = { tag: 2_048, before: 10_000, inline: 68_000, wasm: 40_000, glue: 7_500, all: 110_000 };

function packed(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
}

/** Raw and packed bytes of files of dist/, or of a text that the backend answers. */
function weigh(parts) {
  return parts.map((part) => (Buffer.isBuffer(part) ? part : readFileSync(join(DIST, part))))
    .reduce((sum, bytes) => ({ raw: sum.raw + bytes.length, brotli: sum.brotli + packed(bytes) }), { raw: 0, brotli: 0 });
}

/** The configuration as the backend makes it of the demo's programme, in the programme's main language. */
function configOf({ id, version, name, currency, locales, wallets: [wallet], widget, terms }) {
  const text = (all) => ({ [locales[0]]: all[locales[0]] });
  const consent = { ...terms.consent, marketing: text(terms.consent.marketing) };
  return {
    program: { id, version, name: text(name), currency, locales }, welcome: { wallet: wallet.id, units: 100 },
    wallet: { id: wallet.id, unit: wallet.unit, scale: 0, name: text(wallet.name) }, popup: widget.popup, launcher: { position: widget.position },
    theme: widget.theme, consent, terms_url: terms.url, enabled: true,
  };
}

/** The programme as GET /v1/programme/shown answers it: what pages read of it, in one language (src/backend/app/shown.cpp). */
function shownOf({ wallets, earning, campaigns = [], rewards, tiers: { metrics, levels } }, locale) {
  const some = (items, ...names) => items.map((item) => Object.fromEntries(names.filter((name) => item[name] !== undefined).map((name) =>
    [name, ['name', 'description'].includes(name) ? { [locale]: item[name][locale] } : item[name]])));
  return {
    wallets: some(wallets, 'id', 'unit', 'scale', 'name'), earning: some(earning, 'id', 'name', 'on', 'wallet', 'award', 'tier_multipliers'),
    campaigns: some(campaigns, 'id', 'name'),
    rewards: some(rewards, 'id', 'name', 'description', 'kind', 'wallet', 'cost', 'cost_units', 'voucher', 'automatic'),
    tiers: { metrics: some(metrics, 'id', 'kind'), levels: some(levels, 'id', 'name', 'qualify') },
  };
}

/** The programme as the engine loads it: what GET /v1/programme/compiled answers; nothing where the command line is not built. */
function compiled() {
  const { status, stdout } = spawnSync(join(ROOT, 'build/native/regulars'), ['compile', PROGRAMME]);
  return status === 0 ? stdout : null;
}

/** The language whose chunks weigh most. */
function heaviest() {
  const folders = readdirSync(DIST).filter((name) => existsSync(join(DIST, name, 'shell.js')));
  const sum = (folder) => weigh(readdirSync(join(DIST, folder)).filter((file) => file.endsWith('.js')).map((file) => `${folder}/${file}`)).brotli;
  return folders.sort((a, b) => sum(b) - sum(a))[0];
}

/**
 * Every set with its label, what is in it, its bytes and, where there is one, its budget. Sets without their files are
 * left out. Answers of the backend count where a page waits for them: the configuration always; where there are elements, the
 * programme as elements show it and as the engine loads it. Chunks are those of the heaviest language.
 */
export function sizes() {
  const locale = heaviest();
  const chunk = (name) => `${locale}/${readdirSync(join(DIST, locale)).find((file) => file.startsWith(`${name}-`) && file.endsWith('.js'))}`;
  const programme = JSON.parse(readFileSync(PROGRAMME));
  const config = Buffer.from(JSON.stringify(configOf(programme)));
  const programmes = [Buffer.from(JSON.stringify(shownOf(programme, locale))), compiled()].filter(Boolean);
  const engine = ['engine/regulars-engine.js', 'engine/regulars-engine.wasm'].filter((file) => existsSync(join(DIST, file)));
  const before = ['regulars.js', `${locale}/shell.js`];
  const set = (label, what, parts, budget) => ({ label, what, files: parts.length, ...weigh(parts), budget });
  return [
    set('the tag', 'regulars.js', ['regulars.js'], BUDGETS.tag),
    set('before interaction', `regulars.js, ${locale}/shell.js, answer of /v1/config`, [...before, config], BUDGETS.before),
    set('elements', `${locale}/core.js: elements of the shop's pages, their words, engine wrapper, client`, [chunk('core')]),
    set('panel', `${locale}/panel.js: comes when somebody opens it, asks why, or begins to join`, [chunk('panel')]),
    ...(engine.length === 2 ? [
      set('engine, WebAssembly', 'regulars-engine.wasm', [engine[1]], BUDGETS.wasm),
      set('engine, its glue', 'regulars-engine.js', [engine[0]], BUDGETS.glue),
      set('with elements that need the engine', 'before interaction, elements, answers of /v1/programme/shown and /compiled, engine and glue',
        [...before, config, chunk('core'), ...programmes, ...engine], BUDGETS.inline),
      set('everything, one language', 'all files: tag, shell, elements, panel, regulars.css, engine and glue',
        [...before, chunk('core'), chunk('panel'), 'regulars.css', ...engine], BUDGETS.all),
    ] : []),
    ...(existsSync(join(DIST, 'engine/regulars-engine.wasm2js.js')) ? [
      set('engine as JavaScript', 'regulars-engine.wasm2js.js, where a page forbids WebAssembly', ['engine/regulars-engine.wasm2js.js'])] : []),
  ];
}

export function print(rows) {
  const line = (cells) => console.log(`  ${cells[0].padEnd(36)}${cells.slice(1).map((cell) => String(cell).padStart(10)).join('')}`);
  line(['', 'files', 'raw', 'brotli', 'budget', '']);
  for (const { label, files, raw, brotli, budget } of rows) {
    line([label, files, raw, brotli, budget ?? '', budget === undefined ? '' : brotli <= budget ? 'kept' : 'OVER']);
  }
  console.log('\n  What is in them:');
  for (const { label, what } of rows) console.log(`  ${label}: ${what}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = sizes();
  print(rows);
  if (rows.some(({ brotli, budget }) => brotli > (budget ?? Infinity))) process.exitCode = 1;
}
