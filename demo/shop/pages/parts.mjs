// Pieces that several pages share: the product card, the list of order lines, the totals.
import { product } from '../lib/catalogue.mjs';
import { html } from '../lib/html.mjs';

export const picture = (ctx, sku, { width = 400, eager = false, alt = '' } = {}) => html`<img src="${ctx.assets.url(`/art/${sku}.svg`)}" width="${width}" height="${Math.round(width * 1.15)}" alt="${alt}" ${eager ? html`fetchpriority="high"` : html`loading="lazy"`} decoding="async">`;

/** What the product would earn: the widget fills this element; without it nothing is shown. */
export const productPoints = (item) => html`<regulars-product-points sku="${item.sku}" price-minor="${item.price_minor}" category="${item.category}" tags="${item.tags.join(',')}"></regulars-product-points>`;

function badge(ctx, item) {
  const tag = ['new', 'handmade', 'bestseller'].find((name) => item.tags.includes(name));
  return tag && html`<span class="badge ${tag}">${ctx.t(`tag_${tag}`)}</span>`;
}

export function addButton(ctx, item, { back = '/cart', quantity = false, wide = false } = {}) {
  const { t } = ctx;
  return html`<form class="add ${wide && 'wide'}" method="post" action="/cart/add" data-add>
<input type="hidden" name="sku" value="${item.sku}"><input type="hidden" name="back" value="${back}">
${quantity && html`<label class="amount"><span>${t('quantity')}</span><input name="quantity" type="number" inputmode="numeric" min="1" max="20" value="1" required></label>`}
<button class="${wide ? 'primary' : 'quiet'}" ${!wide && html`aria-label="${t('add_named', { name: ctx.pick(item.name) })}"`}>${t(wide ? 'add' : 'add_short')}</button>
</form>`;
}

export function card(ctx, item, { eager = false, level = 3 } = {}) {
  const link = `/product/${item.sku}`;
  const name = html`<a href="${link}">${ctx.pick(item.name)}</a>`;
  return html`<li class="card">
<a class="shot" href="${link}" tabindex="-1" aria-hidden="true">${picture(ctx, item.sku, { eager })}${badge(ctx, item)}</a>
${level === 2 ? html`<h2>${name}</h2>` : html`<h3>${name}</h3>`}
<p class="size">${ctx.pick(item.size)}</p>
<div class="buy"><p class="price">${ctx.money(item.price_minor)}</p>${addButton(ctx, item)}</div>
</li>`;
}

export const grid = (ctx, items, { eager = 0, level } = {}) => html`<ul class="grid">${items.map((item, i) => card(ctx, item, { eager: i < eager, level }))}</ul>`;

/** Goods, discount, delivery, total: as a definition list. */
export function totals(ctx, order, voucher) {
  const { t } = ctx;
  const row = (name, value, kind = '') => html`<div class="${kind}"><dt>${name}</dt><dd>${value}</dd></div>`;
  const discount = order.discount_minor > 0 && row(
    html`${t('discount')}${voucher && html` <small>${ctx.pick(voucher.name)}</small>`}`,
    `−${ctx.money(order.discount_minor)}`,
    'less',
  );
  const shipping = order.shipping_full_minor ? ctx.money(order.shipping_full_minor) : t('shipping_free');
  return html`<dl class="totals">${row(t('subtotal'), ctx.money(order.goods_minor))}${row(t('shipping'), shipping)}${discount}${row(t('total'), ctx.money(order.total_minor), 'sum')}</dl>`;
}

/** The goods of an order, small. */
export const orderLines = (ctx, lines) => html`<ul class="lines">${lines.map((line) => {
  const item = product(line.sku);
  return html`<li>${picture(ctx, line.sku, { width: 64 })}<span><b>${item ? ctx.pick(item.name) : line.sku}</b><small>${ctx.t('quantity')}: ${line.quantity}</small></span><span class="num">${ctx.money(line.amount_minor)}</span></li>`;
})}</ul>`;

export function orderState(ctx, order) {
  const all = order.refunds.some((refund) => refund.all);
  const state = all ? 'refunded' : order.refunds.length ? 'part' : order.delivered_at ? 'delivered' : 'placed';
  return html`<span class="state ${state}">${ctx.t(`state_${state}`)}</span>`;
}
