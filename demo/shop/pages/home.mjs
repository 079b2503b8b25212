// Home, the list of products, one product.
import { freeShippingFrom } from '../lib/cart.mjs';
import { categories, inCategory, products, related } from '../lib/catalogue.mjs';
import { html } from '../lib/html.mjs';
import { page } from './layout.mjs';
import { addButton, grid, picture, productPoints } from './parts.mjs';

function hero(ctx) {
  const { t } = ctx;
  return html`<section class="hero"><div class="wrap"><div class="hero-text">
<p class="eyebrow">${t('hero_eyebrow')}</p>
<h1>${t('hero_title')}</h1>
<p class="lede">${t('hero_text')}</p>
<p class="actions"><a class="button primary" href="/shop?category=coffee">${t('hero_buy')}</a><a class="button ghost" href="#club">${t('hero_club')}</a></p>
</div></div>
<img class="hero-art" src="${ctx.assets.url('/art/hero.svg')}" width="1600" height="800" alt="" fetchpriority="high"></section>`;
}

function promises(ctx) {
  const { t } = ctx;
  const amount = ctx.money(freeShippingFrom);
  return html`<section class="promises wrap"><ul>${['roast', 'ship', 'return'].map((key) => html`<li><b>${t(`usp_${key}`)}</b><span>${t(`usp_${key}_text`, { amount })}</span></li>`)}</ul></section>`;
}

function club(ctx) {
  const { t } = ctx;
  return html`<section class="club" id="club" aria-labelledby="club-title"><div class="wrap">
<div class="club-text"><p class="eyebrow">${t('club_eyebrow')}</p><h2 id="club-title">${t('club_title')}</h2><p class="lede">${t('club_text')}</p>
<ol>${[1, 2, 3].map((n) => html`<li>${t(`club_step${n}`)}</li>`)}</ol><p><a href="/terms">${t('club_terms')}</a></p></div>
<div class="club-join"><regulars-join></regulars-join></div>
</div></section>`;
}

function tiles(ctx) {
  const faces = { coffee: 'arabica-cau-dat', ready: 'cold-brew-orange', equipment: 'phin-filter', pantry: 'lotus-tea', gifts: 'gift-set-som-mai' };
  return html`<section class="wrap block"><h2>${ctx.t('cats_title')}</h2><ul class="tiles">${categories.map(({ id, name }) => html`<li><a href="/shop?category=${id}">${picture(ctx, faces[id], { width: 240 })}<span><b>${ctx.pick(name)}</b><small>${ctx.t('count_items', { n: inCategory(id).length })}</small></span></a></li>`)}</ul></section>`;
}

function story(ctx) {
  const { t } = ctx;
  return html`<section class="story"><div class="wrap"><div><p class="eyebrow">${t('story_eyebrow')}</p><h2>${t('story_title')}</h2><p class="lede">${t('story_text')}</p>
<figure><blockquote>${t('quote')}</blockquote><figcaption>${t('quote_by')}</figcaption></figure></div>
<ol class="days">${[1, 2, 3, 4].map((n) => html`<li><b>${t(`story_${n}`)}</b><span>${t(`story_${n}_text`)}</span></li>`)}</ol></div></section>`;
}

export function homePage(ctx) {
  const { t } = ctx;
  const best = products.filter((item) => item.tags.some((tag) => tag === 'bestseller' || tag === 'signature')).slice(0, 8);
  return page(ctx, {
    title: '',
    description: t('meta_home'),
    kind: 'home',
    main: html`${hero(ctx)}${promises(ctx)}
<section class="wrap block"><div class="head"><div><h2>${t('best_title')}</h2><p>${t('best_text')}</p></div><a class="more" href="/shop">${t('see_all')}</a></div>${grid(ctx, best)}</section>
${club(ctx)}${tiles(ctx)}${story(ctx)}`,
  });
}

export function shopPage(ctx) {
  const { t } = ctx;
  const asked = ctx.url.searchParams.get('category');
  const category = categories.find(({ id }) => id === asked);
  const items = category ? inCategory(category.id) : products;
  const title = category ? ctx.pick(category.name) : t('shop_title');
  return page(ctx, {
    title,
    description: t('meta_home'),
    main: html`<section class="wrap block first"><div class="head"><div><h1>${title}</h1><p>${t('shop_text')}</p></div><p class="quiet-text">${t('count_items', { n: items.length })}</p></div>${grid(ctx, items, { eager: 4, level: 2 })}</section>`,
  });
}

export function productPage(ctx, item) {
  const { t } = ctx;
  const name = ctx.pick(item.name);
  const category = categories.find(({ id }) => id === item.category);
  const stock = item.gift_card ? 'email_delivery' : item.tags.includes('beans') || item.tags.includes('ground') ? 'in_stock' : 'in_stock_plain';
  return page(ctx, {
    title: name,
    description: ctx.pick(item.short),
    kind: 'one',
    main: html`<div class="wrap first">
<nav class="crumbs" aria-label="${t('crumbs')}"><ol><li><a href="/">${t('crumb_home')}</a></li><li><a href="/shop?category=${item.category}">${ctx.pick(category.name)}</a></li><li aria-current="page">${name}</li></ol></nav>
<article class="product"><div class="stage">${picture(ctx, item.sku, { width: 640, eager: true, alt: name })}</div>
<div class="info"><h1>${name}</h1><p class="size">${ctx.pick(item.size)}</p>
<p class="lede">${ctx.pick(item.short)}</p>
<div class="offer"><p class="price big">${ctx.money(item.price_minor)}</p><p class="quiet-text">${t('vat_note')}</p><div class="earn">${productPoints(item)}</div></div>
${addButton(ctx, item, { quantity: true, wide: true })}
<p class="stock">${t(stock)}</p>
<section aria-labelledby="details"><h2 id="details">${t('details')}</h2><p>${ctx.pick(item.story)}</p>
<dl class="facts">${ctx.pick(item.facts).map(([key, value]) => html`<div><dt>${key}</dt><dd>${value}</dd></div>`)}</dl></section></div></article>
</div><section class="wrap block"><h2>${t('also')}</h2>${grid(ctx, related(item))}</section>`,
  });
}
