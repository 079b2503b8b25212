// Cart, checkout and the page after the order.
import { cartForQuote, freeShippingFrom, maxQuantity } from '../lib/cart.mjs';
import { product } from '../lib/catalogue.mjs';
import { html } from '../lib/html.mjs';
import { input, note, page } from './layout.mjs';
import { grid, orderLines, picture, totals } from './parts.mjs';

/** What the cart would earn: the widget computes it from the very lines that the order will have. */
const cartPoints = (order) => html`<div class="earn"><regulars-cart-points cart="${JSON.stringify(cartForQuote(order))}"></regulars-cart-points></div>`;

function cartLine(ctx, line) {
  const { t } = ctx;
  const item = product(line.sku);
  const name = ctx.pick(item.name);
  const id = `q-${line.sku}`;
  return html`<li class="cart-line"><a href="/product/${line.sku}" tabindex="-1" aria-hidden="true">${picture(ctx, line.sku, { width: 112 })}</a>
<div class="cart-name"><h2><a href="/product/${line.sku}">${name}</a></h2><p class="size">${ctx.pick(item.size)} · ${ctx.money(line.unit_minor)}</p></div>
<div class="cart-amount"><label for="${id}" class="sr">${t('quantity')}: ${name}</label><input id="${id}" name="${line.sku}" type="number" inputmode="numeric" min="0" max="${maxQuantity}" value="${line.quantity}" required></div>
<p class="num cart-sum">${ctx.money(line.amount_minor)}</p>
<button class="link cart-remove" name="remove" value="${line.sku}" formnovalidate aria-label="${t('cart_remove', { name })}">${t('remove')}</button></li>`;
}

export function cartPage(ctx, { order, suggestions }) {
  const { t } = ctx;
  if (order.lines.length === 0) {
    return page(ctx, {
      title: t('cart_title'),
      main: html`<section class="wrap block first"><h1>${t('cart_title')}</h1><p class="lede">${t('cart_empty')} ${t('cart_empty_text')}</p><p class="actions"><a class="button primary" href="/shop">${t('see_all')}</a></p>${grid(ctx, suggestions, { level: 2 })}</section>`,
    });
  }
  const left = freeShippingFrom - order.goods_minor;
  return page(ctx, {
    title: t('cart_title'),
    main: html`<section class="wrap block first"><h1>${t('cart_title')}</h1><div class="split">
<form method="post" action="/cart/update" data-cart><button class="sr" tabindex="-1" aria-hidden="true">${t('cart_update')}</button>
<ul class="cart-lines">${order.lines.map((line) => cartLine(ctx, line))}</ul>
<p class="cart-actions"><button class="quiet" data-cart-update>${t('cart_update')}</button><a href="/shop">${t('continue')}</a></p>
<p class="hint">${t('cart_limit', { n: maxQuantity })}</p></form>
<aside class="summary" aria-labelledby="summary"><h2 id="summary">${t('summary')}</h2>${totals(ctx, order)}
${order.shipping_minor > 0 && left > 0 && html`<p class="hint">${t('shipping_more', { amount: ctx.money(left) })}</p>`}
<a class="button primary block-button" href="/checkout">${t('checkout')}</a>${cartPoints(order)}</aside></div></section>`,
  });
}

function voucherBox(ctx, { checkout, order, message, form, without }) {
  const { t } = ctx;
  const voucher = checkout?.voucher;
  if (!voucher) {
    return html`<div class="voucher"><div class="field"><label for="voucher">${t('voucher')}</label><p class="hint" id="voucher-hint">${t('voucher_hint')} <button type="button" class="link" data-wallet>${t('voucher_open')}</button></p>
<div class="joined"><input id="voucher" name="voucher" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="64" value="${form.voucher ?? ''}" aria-describedby="voucher-hint${message || without ? ' voucher-note' : ''}"><button class="quiet" formaction="/checkout/voucher" formnovalidate>${t('voucher_apply')}</button></div></div>
${(message || without) && html`<div id="voucher-note">${note('bad', html`<p>${message && t(message)} ${without && t('voucher_without')}</p>`)}</div>`}
${without && html`<input type="hidden" name="refused" value="${form.refused}">`}</div>`;
  }
  const problem = order.voucher_problem;
  const words = problem && t(`voucher_${problem}`, {
    name: product(voucher.sku) ? ctx.pick(product(voucher.sku).name) : '',
    amount: ctx.money(voucher.min_order_minor ?? 0),
  });
  return html`<div class="voucher">${note(problem ? 'plain' : 'good', html`<p><b>${t('voucher_applied', { name: ctx.pick(voucher.name) })}</b><br><code>${voucher.code}</code></p>${words && html`<p>${words}</p>`}${['gift', 'gift_card'].includes(voucher.kind) && html`<p>${t(`voucher_${voucher.kind}`, { amount: ctx.money(voucher.value_minor ?? 0) })}</p>`}`)}
${message && note('plain', t(message))}
<button class="link" formaction="/checkout/voucher/remove" formnovalidate>${t('voucher_remove')}</button></div>`;
}

function choice(ctx, value, form) {
  const { t } = ctx;
  return html`<label class="choice"><input type="radio" name="payment" value="${value}" required ${form.payment === value && html`checked`}><span><b>${t(`pay_${value}`)}</b><small>${t(`pay_${value}_text`)}</small></span></label>`;
}

export function checkoutPage(ctx, { order, checkout, form, errors = {}, message, without }) {
  const { t } = ctx;
  const names = Object.keys(errors);
  const has = (name) => (errors[name] ? t(errors[name]) : '');
  return page(ctx, {
    title: t('checkout_title'),
    main: html`<section class="wrap block first"><h1>${t('checkout_title')}</h1>
${names.length > 0 && note('bad', html`<p><b>${t('error_title')}</b></p><ul>${names.map((name) => html`<li><a href="#${name}">${has(name)}</a></li>`)}</ul>`)}
<form class="split" method="post" action="/checkout" data-checkout><button class="sr" tabindex="-1" aria-hidden="true">${t('place_order')}</button>
<div class="steps"><fieldset><legend>${t('contact')}</legend>
${input({ name: 'email', label: t('email'), type: 'email', value: form.email, hint: t('email_hint'), error: has('email'), attributes: html`autocomplete="email" required maxlength="254"` })}
<div class="pair">${input({ name: 'name', label: t('name'), value: form.name, error: has('name'), attributes: html`autocomplete="name" required maxlength="80"` })}
${input({ name: 'phone', label: t('phone'), type: 'tel', value: form.phone, error: has('phone'), attributes: html`autocomplete="tel" required maxlength="20"` })}</div></fieldset>
<fieldset><legend>${t('delivery')}</legend>
${input({ name: 'address', label: t('address'), value: form.address, hint: t('address_hint'), error: has('address'), attributes: html`autocomplete="street-address" required maxlength="200"` })}
${input({ name: 'message', label: t('message'), value: form.message, attributes: html`maxlength="200"` })}</fieldset>
<fieldset id="payment"><legend>${t('payment')}</legend>${has('payment') && html`<p class="error">${has('payment')}</p>`}<div class="pair">${choice(ctx, 'cod', form)}${choice(ctx, 'card', form)}</div></fieldset></div>
<aside class="summary" aria-labelledby="summary"><h2 id="summary">${t('summary')}</h2>${orderLines(ctx, order.lines)}
${voucherBox(ctx, { checkout, order, message, form, without })}
${totals(ctx, order, checkout?.voucher)}
<button class="primary block-button">${t('place_order')} · ${ctx.money(order.total_minor)}</button>${cartPoints(order)}
<p class="hint">${t('place_note')}</p></aside></form></section>`,
  });
}

/** Whose points they are. Whether an address is a member's is said only to the one who has proved that it is hers. */
function pointsOf(ctx, order) {
  const [paid] = ctx.store.messagesOf(order.number).filter((one) => one.type === 'order.paid');
  const proved = ctx.customer?.email === order.email;
  const answer = proved && paid?.state === 'delivered' && paid.answer?.status;
  const key = { booked: 'thanks_booked', duplicate: 'thanks_booked', guest: 'thanks_unclaimed' }[answer] ?? 'thanks_points';
  return ctx.t(key, { email: order.email });
}

export function thanksPage(ctx, order) {
  const { t } = ctx;
  const [before, after] = t('thanks_demo', { link: '\n' }).split('\n');
  return page(ctx, {
    title: t('thanks_title'),
    main: html`<section class="wrap block first"><div class="split"><div><h1>${t('thanks_title')}</h1>
<p class="lede">${t('thanks_text', { number: order.number, email: order.email })}</p><p>${t('thanks_next')} ${pointsOf(ctx, order)}</p>
${note('plain', html`<p>${before}<a href="/staff">${t('thanks_staff')}</a>${after}</p>`)}
${!ctx.customer && html`<p>${t('thanks_guest')}</p>`}
<p class="actions">${ctx.customer ? html`<a class="button primary" href="/account">${t('orders_title')}</a><a class="button ghost" href="/shop">${t('continue')}</a>` : html`<a class="button primary" href="/shop">${t('continue')}</a><a class="button ghost" href="/account">${t('register')}</a>`}</p></div>
<aside class="summary" aria-labelledby="summary"><h2 id="summary">${t('order')} ${order.number}</h2>${orderLines(ctx, order.lines)}${totals(ctx, order, order.voucher)}</aside></div></section>`,
  });
}
