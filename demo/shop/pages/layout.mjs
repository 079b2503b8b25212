// The frame of every page: head, header, footer, and the one script tag of the loyalty widget.
import { categories } from '../lib/catalogue.mjs';
import { countItems, freeShippingFrom } from '../lib/cart.mjs';
import { languages } from '../lib/context.mjs';
import { html } from '../lib/html.mjs';

// ---- the whole of the integration in the page ----
const widget = html`<script async src="/regulars/regulars.js" data-backend="/loyalty"></script>`;
// On the pages of a customer who is signed in to the shop: who is signed in to the shop needs no code of the programme.
const widgetOfCustomer = html`<script async src="/regulars/regulars.js" data-backend="/loyalty" data-signed-in></script>`;

const languageNames = { vi: ['Tiếng Việt', 'VI'], en: ['English', 'EN'] };

function head(ctx, { title, description, withWidget }) {
  const { assets } = ctx;
  const fonts = ['fraunces-latin-600', 'fraunces-vietnamese-600', 'be-vietnam-pro-latin-400', 'be-vietnam-pro-vietnamese-400', 'be-vietnam-pro-latin-600', 'be-vietnam-pro-vietnamese-600'];
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${description && html`<meta name="description" content="${description}">`}
<meta name="theme-color" content="#fbf5ea">
<link rel="icon" type="image/svg+xml" href="${assets.url('/art/logo.svg')}">
${fonts.map((font) => html`<link rel="preload" as="font" type="font/woff2" crossorigin href="${assets.url(`/static/fonts/${font}-normal.woff2`)}">`)}
<link rel="stylesheet" href="${assets.url('/static/shop.css')}">
<script src="${assets.url('/static/letters.js')}"></script>
<script type="module" src="${assets.url('/static/shop.js')}"></script>
${withWidget && (ctx.customer ? widgetOfCustomer : widget)}`;
}

function languageSwitch(ctx) {
  const link = (lang) => {
    const query = new URLSearchParams(ctx.url.searchParams);
    query.set('lang', lang);
    const [name, short] = languageNames[lang];
    return html`<a href="${ctx.url.pathname}?${query.toString()}" lang="${lang}" hreflang="${lang}" aria-label="${name}" ${lang === ctx.lang && html`aria-current="true"`}>${short}</a>`;
  };
  return html`<div class="langs" role="group" aria-label="${ctx.t('nav_lang')}">${languages.map(link)}</div>`;
}

const icons = {
  cart: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 8h14l-1.2 11.2a2 2 0 0 1-2 1.8H8.2a2 2 0 0 1-2-1.8zM9 10V7a3 3 0 0 1 6 0v3"/></svg>`,
  person: html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="8.4" r="3.6"/><path d="M4.8 20.2c.8-4 3.6-6 7.2-6s6.4 2 7.2 6"/></svg>`,
};

function header(ctx) {
  const { t } = ctx;
  const count = countItems(ctx.cart);
  const current = ctx.url.pathname === '/shop' ? (ctx.url.searchParams.get('category') ?? 'all') : '';
  const tab = (id, href, name) => html`<li><a href="${href}" ${current === id && html`aria-current="page"`}>${name}</a></li>`;
  return html`<header class="top">
<p class="notice"><span>${t('notice', { amount: ctx.money(freeShippingFrom) })}</span><span>${t('notice_demo')}</span></p>
<div class="bar wrap">
<a class="brand" href="/"><img src="${ctx.assets.url('/art/logo.svg')}" width="44" height="44" alt=""><span>${t('shop')}</span></a>
<div class="tools">${languageSwitch(ctx)}
<a class="tool" href="/account">${icons.person}<span>${ctx.customer ? t('nav_account') : t('nav_sign_in')}</span></a>
<a class="tool" href="/cart">${icons.cart}<span>${t('nav_cart')}</span><b class="count" data-cart-count ${count === 0 && html`hidden`} aria-label="${t('nav_cart_count', { n: count })}">${count}</b></a></div>
<nav class="cats" aria-label="${t('nav_main')}"><ul>${tab('all', '/shop', t('nav_all'))}${categories.map((category) => tab(category.id, `/shop?category=${category.id}`, ctx.pick(category.name)))}</ul></nav>
</div></header>`;
}

function footer(ctx) {
  const { t } = ctx;
  return html`<footer class="foot"><div class="wrap">
<div><p class="foot-brand"><img src="${ctx.assets.url('/art/logo.svg')}" width="36" height="36" alt="">${t('shop')}</p><p>${t('footer_about')}</p></div>
<div><h2>${t('footer_visit')}</h2><p>${t('footer_address')}<br>${t('footer_hours')}</p></div>
<div><h2>${t('footer_help')}</h2><ul><li><a href="/shop">${t('nav_shop')}</a></li><li><a href="/account">${t('nav_account')}</a></li><li><a href="/terms">${t('club_terms')}</a></li></ul></div>
<div><h2>${t('footer_demo')}</h2><p>${t('footer_demo_text')}</p><ul><li><a href="/outbox">${t('outbox_title')}</a></li><li><a href="/staff">${t('staff_title')}</a></li></ul></div>
</div></footer>`;
}

/** A whole document. Staff and outbox are no pages of the shop: they go without the widget. */
export function page(ctx, { title, description = '', main, kind = '', withWidget = true }) {
  const full = title ? `${title} · ${ctx.t('shop')}` : ctx.t('shop');
  return `<!doctype html>
${html`<html lang="${ctx.lang}">
<head>
${head(ctx, { title: full, description, withWidget })}
</head>
<body class="${kind}">
<a class="skip" href="#main">${ctx.t('skip')}</a>
${header(ctx)}
<main id="main" tabindex="-1">
${main}
</main>
${footer(ctx)}
<div class="toast" role="status" data-toast data-added="${ctx.t('added')}" data-cart="${ctx.t('view_cart')}"></div>
</body>
</html>`}
`;
}

/** A message box; `tone` is good, bad or plain. */
export const note = (tone, content) => html`<div class="note ${tone}" ${tone === 'bad' && html`role="alert"`}>${content}</div>`;

/** One labelled field. `error` and `hint` are tied to it for assistive tools. */
export function input({ name, label, value = '', type = 'text', hint = '', error = '', attributes = '' }) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
<input id="${name}" name="${name}" type="${type}" value="${value}" ${attributes} ${described && html`aria-describedby="${described}"`} ${error && html`aria-invalid="true"`}>
${error && html`<p class="error" id="${name}-error">${error}</p>`}
</div>`;
}
