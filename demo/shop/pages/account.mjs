// Sign-in, registration and the customer's own page with the loyalty section.
import { html } from '../lib/html.mjs';
import { input, note, page } from './layout.mjs';
import { orderLines, orderState } from './parts.mjs';

const outboxHint = (ctx) => {
  const [before, after] = ctx.t('demo_outbox', { link: '\n' }).split('\n');
  return html`<p class="hint">${before}<a href="/outbox">${ctx.t('outbox_link')}</a>${after}</p>`;
};

/** The widget's own elements; the words and the link stay when the widget is away. */
const loyalty = (ctx) => html`<section class="loyalty" aria-labelledby="loyalty"><div class="head"><div><h2 id="loyalty">${ctx.t('loyalty_title')}</h2><p>${ctx.t('loyalty_text')}</p></div><a class="more" href="/terms">${ctx.t('club_terms')}</a></div>
<p class="note away">${ctx.t('loyalty_away')}</p>
<regulars-tier-progress></regulars-tier-progress>
<regulars-rewards></regulars-rewards></section>`;

function signedOut(ctx, { errors = {}, form = {} }) {
  const { t } = ctx;
  const has = (name) => (errors[name] ? t(errors[name]) : '');
  return html`<div class="doors">
<form method="post" action="/account/sign-in" class="panel"><h2>${t('sign_in_title')}</h2>
${has('sign_in') && note('bad', html`<p>${has('sign_in')}</p>`)}
${input({ name: 'email', label: t('email'), type: 'email', value: form.email, attributes: html`autocomplete="username" required maxlength="254"` })}
${input({ name: 'password', label: t('password'), type: 'password', attributes: html`autocomplete="current-password" required maxlength="200"` })}
<button class="primary">${t('sign_in')}</button></form>
<form method="post" action="/account/register" class="panel"><h2>${t('register_title')}</h2><p>${t('register_text')}</p>
${has('register') && note('bad', html`<p>${has('register')}</p>`)}
${input({ name: 'new-name', label: t('name'), value: form['new-name'], error: has('new-name'), attributes: html`autocomplete="name" required maxlength="80"` })}
${input({ name: 'new-email', label: t('email'), type: 'email', value: form['new-email'], error: has('new-email'), attributes: html`autocomplete="email" required maxlength="254"` })}
${input({ name: 'new-password', label: t('password'), type: 'password', hint: t('password_hint'), error: has('new-password'), attributes: html`autocomplete="new-password" required minlength="10" maxlength="200"` })}
<button class="quiet">${t('register')}</button></form></div>`;
}

function signedIn(ctx, { orders }) {
  const { t } = ctx;
  return html`<section class="orders" aria-labelledby="orders"><h2 id="orders">${t('orders_title')}</h2>
${orders.length === 0 && html`<p class="quiet-text">${t('orders_none')} <a href="/shop">${t('back_shop')}</a></p>`}
${orders.map((order) => html`<article class="panel order"><header><div><h3>${t('order')} ${order.number}</h3><p class="hint">${t('order_placed', { date: ctx.date(order.placed_at) })}</p></div>${orderState(ctx, order)}<p class="num price">${ctx.money(order.total_minor)}</p></header>
<details><summary>${t('order_items')}</summary>${orderLines(ctx, order.lines)}</details></article>`)}</section>`;
}

/** Whoever signed in to the programme alone came for her points: they are shown first. */
function sections(ctx, data) {
  if (ctx.customer) return [loyalty(ctx), signedIn(ctx, data)];
  const member = [...ctx.cookies.keys()].some((name) => name.endsWith('regulars_session'));
  return member ? [loyalty(ctx), signedOut(ctx, data)] : [signedOut(ctx, data), loyalty(ctx)];
}

export function accountPage(ctx, data) {
  const { t, customer } = ctx;
  return page(ctx, {
    title: t('account_title'),
    main: html`<div class="wrap block first account"><div class="head"><div><h1>${customer ? t('account_hello', { name: customer.name }) : t('account_title')}</h1><p>${customer ? customer.email : t('account_text')}</p></div>
${customer && html`<form method="post" action="/account/sign-out"><button class="quiet">${t('sign_out')}</button></form>`}</div>
${data.message && note('good', html`<p>${t(data.message)}</p>`)}
${sections(ctx, data)}</div>`,
  });
}

export function verifyPage(ctx, { email, error, message }) {
  const { t } = ctx;
  return page(ctx, {
    title: t('verify_title'),
    main: html`<section class="wrap block first narrow"><h1>${t('verify_title')}</h1><p class="lede">${t('verify_text', { email })}</p>
${error && note('bad', html`<p>${t(error)}</p>`)}${message && note('good', html`<p>${t(message)}</p>`)}
<form method="post" action="/account/verify" class="panel">${input({ name: 'code', label: t('verify_code'), attributes: html`inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required` })}
<p class="actions"><button class="primary">${t('verify_button')}</button><button class="link" formaction="/account/verify/again" formnovalidate>${t('verify_again')}</button></p></form>${outboxHint(ctx)}</section>`,
  });
}
