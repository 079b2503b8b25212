// The pages that the widget is tested on: a plain shop, and the hard cases of real ones.
import { readFileSync } from 'node:fs';

/** A shop copies these lines into its own style sheet. */
const RESERVE = readFileSync(new URL('../../web/widget/reserve.css', import.meta.url), 'utf8');

const LANGS = { en: 'ltr', vi: 'ltr', ar: 'rtl' };

const TAG = (attributes = '') => `<script async src="/regulars/regulars.js" data-backend="/loyalty" ${attributes}></script>`;

const SHOP_CSS = `<style>
  body { font: 17px/1.6 'Liberation Sans', 'Noto Sans', sans-serif; margin: 0; color: light-dark(#222, #eee); background: light-dark(#fff, #161616); } a { color: inherit }
  main { max-inline-size: 900px; margin: auto; padding: 24px 16px; }
  .shelf { display: grid; gap: 24px; }
  ${RESERVE}
</style>`;

const CART = JSON.stringify({ lines: [{ id: '1', sku: 'phin', quantity: 2, amount_minor: 236000 }, { id: '2', sku: 'card', category: 'gift-card', quantity: 1, amount_minor: 50000 }], shipping_minor: 30000 });

const INLINE = `<div class="shelf"><h2>Phin filter</h2><p>118.000 ₫</p>
  <regulars-product-points sku="phin" price-minor="118000" category="equipment" tags="new,steel"></regulars-product-points>
  <regulars-cart-points cart='${CART}'></regulars-cart-points>
  <regulars-tier-progress></regulars-tier-progress><regulars-rewards></regulars-rewards><p id="below">Below</p></div>`;

const LONG = '<p>Coffee from the highlands of Lâm Đồng, roasted in small batches.</p>'.repeat(40);

const PAGES = {
  '/': () => ({ body: LONG }),
  '/inline': () => ({ body: INLINE }),
  '/join': () => ({ body: '<regulars-join></regulars-join><p>After</p>' }),
  '/account': () => ({ body: '<regulars-panel></regulars-panel>', tag: 'data-popup="off"' }),
  '/checkout': () => ({ body: '<form data-checkout><label>Name <input></label></form>' }),
  '/pay': () => ({ body: `${LONG}<p><button id="pay">Pay</button></p>`, css: '#pay { position: fixed; inset: auto 24px 24px auto; }' }),
  '/card': () => ({ body: '<form><label>Card <input autocomplete="cc-number"></label></form>' }),
  '/no-tag-backend': () => ({ body: '', raw: '<script async src="/regulars/regulars.js" data-backend="javascript:alert(1)"></script>' }),
  '/twice': () => ({ body: LONG, raw: TAG() + TAG() }),
  '/csp': (url) => ({ body: INLINE, css: false, headers: { 'Content-Security-Policy': policy(url) } }),
  '/nonce': () => ({ body: INLINE, css: false, raw: `<script nonce="n1" async src="/regulars/regulars.js" data-backend="/loyalty" data-popup="off"></script>`,
    headers: { 'Content-Security-Policy': "default-src 'self'; script-src 'nonce-n1' 'strict-dynamic' 'wasm-unsafe-eval'; img-src data:; base-uri 'none'" } }),
  '/hostile': () => ({ body: INLINE, raw: `<script>${HOSTILE}</script>${TAG()}` }),
  '/terms': () => ({ body: 'Terms' }),
};

const policy = (url) => [
  "default-src 'none'", `script-src 'self'${url.searchParams.has('wasm') ? " 'wasm-unsafe-eval'" : ''}`, "style-src 'self'", 'img-src data:', "connect-src 'self'",
  "base-uri 'none'", "form-action 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'"].join('; ');

/** What other people's scripts do to a shop's page. */
const HOSTILE = `
  for (const key of ['src', 'innerHTML', 'url', 'then', 'points', 'units', 'code', 'body', 'token', 'enabled', 'state']) Object.prototype[key] = 'polluted';
  Object.prototype.everywhere = 1; Array.prototype.extra = function () {}; Array.prototype.toJSON = undefined;
  const parse = JSON.parse; JSON.parse = function (...args) { return parse.apply(this, args); };
  const real = window.fetch; window.fetch = function (...args) { return real.apply(this, args); };
  addEventListener('DOMContentLoaded', () => {
    for (const name of ['config', 'loyalty', 'regulars', 'Regulars']) { const img = new Image(); img.id = name; img.name = name; document.body.append(img); }
    const css = document.createElement('style'); css.textContent = 'div:empty{display:none} *{all:unset!important} button{display:none!important} :not(:defined){visibility:hidden}';
    if (location.search.includes('css')) document.head.append(css);
  });`;

export function page(url) {
  const make = PAGES[url.pathname];
  if (!make) return { status: 404, body: 'Not found' };
  const lang = url.searchParams.get('lang') ?? 'en';
  const { body, tag, raw, headers, css } = make(url);
  const scheme = url.searchParams.get('scheme');
  return { headers, body: `<!doctype html><html lang="${lang}" dir="${LANGS[lang]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    ${scheme ? `<meta name="color-scheme" content="${scheme}">` : ''}<link rel="icon" href="data:,"><title>Shop</title>${css === false ? '' : SHOP_CSS}${css ? `<style>${css}</style>` : ''}</head>
    <body><header><a href="/">Shop</a></header><main><h1>Fresh coffee</h1><button id="shop-button">Add to cart</button>${body}</main>
    ${raw ?? TAG([tag, url.searchParams.get('tag')].filter(Boolean).join(' '))}</body></html>` };
}
