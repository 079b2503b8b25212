// Cart and checkout: what changes when a form is posted.
import { setTimeout } from 'node:timers/promises';
import { addToCart, cartForQuote, countItems, price, writeCart } from '../lib/cart.mjs';
import { product, products } from '../lib/catalogue.mjs';
import { HttpError, field, readForm, redirect, sendPage } from '../lib/http.mjs';
import { isCheckoutId, newCheckoutId, normalEmail } from '../lib/store.mjs';
import { inTurn } from '../lib/turns.mjs';
import { orderMessage, voucherMessage } from '../integration.mjs';
import { cartPage, checkoutPage, thanksPage } from '../pages/checkout.mjs';

/** ms */
const reportWait = 300;
const releaseWait = 1500;

const formFields = { email: 254, name: 80, phone: 20, address: 200, message: 200, payment: 10, voucher: 64, refused: 320 };

const rules = {
  email: (text) => /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/.test(text),
  name: (text) => text.length >= 2,
  phone: (text) => /^\+?[\d\s.()-]+$/.test(text) && /^\d{8,15}$/.test(text.replace(/\D/g, '')),
  address: (text) => text.length >= 8,
  payment: (text) => text === 'cod' || text === 'card',
};

/** Only plain addresses of this shop may be returned to. */
const backTo = (text) => (/^\/(?!\/)[\w\-/?=&]*$/.test(text) ? text : '/cart');

function keepCart(ctx) {
  ctx.setCookie('bm_cart', writeCart(ctx.cart), { days: 30 });
  if (orderedWith(ctx)) nameCheckout(ctx);
  else checkoutName(ctx);
}

export function showCart(ctx, res) {
  const suggestions = products.filter((item) => item.tags.includes('bestseller')).slice(0, 4);
  sendPage(ctx.req, res, { body: cartPage(ctx, { order: price(ctx.cart), suggestions }) });
}

export async function add(ctx, res) {
  const form = await readForm(ctx.req);
  const sku = field(form, 'sku');
  if (!product(sku)) throw new HttpError(404, 'No such product.');
  const quantity = Number(field(form, 'quantity') || '1');
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > 99) throw new HttpError(400, 'Quantity is 1 to 99.');
  addToCart(ctx.cart, sku, quantity);
  keepCart(ctx);
  if (ctx.req.headers.accept === 'application/json') return sendCount(ctx, res);
  return redirect(res, backTo(field(form, 'back')), ctx.headers);
}

/** For the script that adds to the cart without leaving the page. */
function sendCount(ctx, res) {
  const n = countItems(ctx.cart);
  const body = JSON.stringify({ count: n, label: ctx.t('nav_cart_count', { n }) });
  sendPage(ctx.req, res, { body, headers: { ...ctx.headers, 'content-type': 'application/json' } });
}

export async function update(ctx, res) {
  const form = await readForm(ctx.req);
  for (const sku of [...ctx.cart.keys()]) {
    const text = field(form, sku);
    if (form.get('remove') === sku || text === '0') ctx.cart.delete(sku);
    else if (/^\d{1,3}$/.test(text)) {
      ctx.cart.delete(sku);
      addToCart(ctx.cart, sku, Number(text));
    }
  }
  keepCart(ctx);
  redirect(res, '/cart', ctx.headers);
}

// ---- checkout ----

/** What the shopper has typed so far; kept in memory so that applying a voucher loses nothing. */
const drafts = new Map();
function keepDraft(id, form) {
  if (drafts.size > 5000) drafts.delete(drafts.keys().next().value);
  drafts.set(id, form);
}

// A cart has the name of its checkout from its first product on: a form that is sent twice at once is one order.

function nameCheckout(ctx) {
  const name = newCheckoutId();
  ctx.cookies.set('bm_checkout', name);
  ctx.setCookie('bm_checkout', name, { days: 30 });
  return name;
}

function checkoutName(ctx) {
  const name = ctx.cookies.get('bm_checkout') ?? '';
  return isCheckoutId(name) ? name : nameCheckout(ctx);
}

/** The checkout of this cart, where its order has been placed. */
function orderedWith(ctx) {
  const checkout = ctx.store.checkouts.get(ctx.cookies.get('bm_checkout'));
  return checkout && ctx.store.orders.has(checkout.order) ? checkout : undefined;
}

function openCheckout(ctx) {
  const name = checkoutName(ctx);
  return ctx.store.checkouts.get(name) ?? ctx.store.openCheckout(name);
}

/** The form once more, or the checkout again, after the order went through and its answer was lost: that order. */
function showOrdered(ctx, res, { id }) {
  ctx.clearCookie('bm_cart');
  return redirect(res, `/thanks/${id}`, ctx.headers);
}

async function readCheckout(ctx) {
  const posted = await readForm(ctx.req);
  return Object.fromEntries(Object.entries(formFields).map(([name, max]) => [name, field(posted, name, max)]));
}

/** A code and who asks for it: what was refused once is not asked again, and the order can go without it. */
const askedWith = ({ voucher = '', email = '' }) => voucher && `${voucher} ${normalEmail(email)}`;
const goesWithout = (form) => Boolean(form.refused) && form.refused === askedWith(form);

function show(ctx, res, { checkout, form, errors, message: words, status }) {
  const order = price(ctx.cart, checkout?.voucher);
  const body = checkoutPage(ctx, { order, checkout, form, errors, message: words, without: goesWithout(form) });
  sendPage(ctx.req, res, { status, body, headers: ctx.headers });
}

export function showCheckout(ctx, res) {
  if (ctx.cart.size === 0) return redirect(res, '/cart');
  const ordered = orderedWith(ctx);
  if (ordered) return showOrdered(ctx, res, ordered);
  const checkout = ctx.store.checkouts.get(checkoutName(ctx));
  const { customer } = ctx;
  const form = (checkout && drafts.get(checkout.id)) ?? { email: customer?.email, name: customer?.name };
  return show(ctx, res, { checkout, form });
}

const problems = {
  voucher_unknown: 'voucher_not_found',
  not_found: 'voucher_not_found',
  voucher_reserved: 'voucher_reserved',
  voucher_used: 'voucher_used',
  voucher_expired: 'voucher_expired',
};
const wordsFor = (answer) => (answer.away ? 'voucher_away' : problems[answer.problem] ?? 'voucher_refused');

/** Sends what waits, and goes on when it is sent or after `wait`. */
const sendWaiting = (outgoing, wait) => Promise.race([outgoing.run(), setTimeout(wait)]);

/** Whose order it will be, as far as she has said: a voucher is for the member who redeemed it. */
const buyerOf = (ctx, form) => ({
  ...(rules.email(form.email) && { email: normalEmail(form.email) }),
  ...(ctx.customer && { id: ctx.customer.id }),
});

/** Reserves the code for this checkout. Returns the words to show when it did not work. */
async function applyVoucher(ctx, { regulars, outgoing, programme }, checkout, form) {
  const code = form.voucher.replace(/\s/g, '');
  if (code.length < 6) return 'voucher_not_found';
  // What this checkout held before is given back first, or it would stand in its own way.
  const isReleasing = () => ctx.store.isReleasing(checkout);
  if (isReleasing()) await sendWaiting(outgoing, releaseWait);
  const answer = await regulars.reserve(code, checkout.reservation, buyerOf(ctx, form));
  if (answer.problem === 'voucher_reserved' && isReleasing()) return 'voucher_away';
  if (!answer.voucher) return wordsFor(answer);
  ctx.store.setVoucher(checkout.id, await programme.explain(answer.voucher));
  return null;
}

/** The checkout goes without its voucher; the release is queued, so that it is never forgotten. */
function dropVoucher(ctx, checkout) {
  const { voucher: { code }, reservation, order } = checkout;
  ctx.store.setVoucher(checkout.id, null, [voucherMessage('release', code, reservation, order)]);
}

/**
 * A route of the checkout's form. Two tabs, or an impatient click on another button, may post for one
 * checkout at once: they are answered one after the other, each by what the one before has left.
 */
const checkoutRoute = (route) => async (ctx, res) => {
  const form = await readCheckout(ctx);
  return inTurn(checkoutName(ctx), () => {
    const ordered = orderedWith(ctx);
    if (ordered) return showOrdered(ctx, res, ordered);
    if (ctx.cart.size === 0) return redirect(res, '/cart');
    return route(ctx, res, { form, checkout: openCheckout(ctx) });
  });
};

/** The code stays in its field to be corrected; the next order goes without it where it was not. */
function showRefused(ctx, res, { checkout, form, message: words }) {
  const refused = { ...form, refused: askedWith(form) };
  keepDraft(checkout.id, refused);
  return show(ctx, res, { checkout, form: refused, message: words });
}

export const voucherRoutes = (parts) => ({
  apply: checkoutRoute(async (ctx, res, { form, checkout }) => {
    keepDraft(checkout.id, form);
    const words = checkout.voucher ? null : await applyVoucher(ctx, parts, checkout, form);
    return words ? showRefused(ctx, res, { checkout, form, message: words }) : redirect(res, '/checkout', ctx.headers);
  }),

  remove: checkoutRoute(async (ctx, res, { form, checkout }) => {
    keepDraft(checkout.id, { ...form, voucher: '' });
    if (checkout.voucher) {
      dropVoucher(ctx, checkout);
      await sendWaiting(parts.outgoing, reportWait);
    }
    return redirect(res, '/checkout', ctx.headers);
  }),
});

/** What the loyalty backend is told of an order: its lines, shipping, and how it was paid. */
export function paidEvent(order) {
  const customer = { email: order.email, ...(order.customer_id && { id: order.customer_id }) };
  const tender = { kind: order.payment === 'cod' ? 'cash' : 'card', amount_minor: order.total_minor };
  const { currency, channel, lines, shipping_minor, shipping_tax_minor } = cartForQuote(order);
  return orderMessage('order.paid', order.number, {
    customer,
    occurred_at: order.placed_at,
    order: { id: order.number, currency, channel, lines, shipping_minor, shipping_tax_minor, tenders: [tender] },
  });
}

const voucherOf = ({ code, name, kind, value_minor = null }) => ({ code, name, kind, value_minor });

function makeOrder(ctx, checkout, form) {
  const priced = price(ctx.cart, checkout.voucher);
  return {
    number: checkout.order,
    checkout_id: checkout.id,
    placed_at: new Date(ctx.store.now()).toISOString(),
    customer_id: ctx.customer?.id ?? null,
    email: normalEmail(form.email),
    name: form.name,
    phone: form.phone,
    address: form.address,
    message: form.message,
    payment: form.payment,
    lang: ctx.lang,
    ...priced,
    voucher: checkout.voucher && voucherOf(checkout.voucher),
  };
}

export const placeRoute = (parts) => checkoutRoute(async (ctx, res, { form, checkout }) => {
  keepDraft(checkout.id, form);
  const wrong = Object.keys(rules).filter((name) => !rules[name](form[name]));
  if (wrong.length) {
    const errors = Object.fromEntries(wrong.map((name) => [name, `error_${name}`]));
    return show(ctx, res, { checkout, form, errors, status: 422 });
  }
  if (form.voucher && !checkout.voucher && !goesWithout(form)) {
    const words = await applyVoucher(ctx, parts, checkout, form);
    if (words) return showRefused(ctx, res, { checkout, form, message: words });
    return show(ctx, res, { checkout, form, message: 'voucher_review' });
  }
  const messages = [];
  if (checkout.voucher) {
    // Still ours? Then the order and the use of the voucher are written down in one step.
    const held = await parts.regulars.reserve(checkout.voucher.code, checkout.reservation, buyerOf(ctx, form));
    if (!held.voucher) {
      if (held.problem === 'voucher_used') ctx.store.setVoucher(checkout.id, null);
      else if (!held.away) dropVoucher(ctx, checkout); // it may be held for us, though not for this buyer
      parts.outgoing.run();
      return show(ctx, res, { checkout, form: { ...form, voucher: '' }, message: wordsFor(held) });
    }
    const useless = price(ctx.cart, checkout.voucher).voucher_problem;
    if (useless) dropVoucher(ctx, checkout);
    else messages.push(voucherMessage('use', checkout.voucher.code, checkout.reservation, checkout.order));
  }
  const order = makeOrder(ctx, checkout, form);
  ctx.store.placeOrder(order, [...messages, paidEvent(order)]);
  confirmByMail(ctx, order);
  // The order does not depend on the report; a moment's wait lets the next page say whose the points are.
  await sendWaiting(parts.outgoing, reportWait);
  drafts.delete(checkout.id);
  ctx.clearCookie('bm_cart');
  return redirect(res, `/thanks/${checkout.id}`, ctx.headers);
});

function confirmByMail(ctx, order) {
  const words = { number: order.number, name: order.name, total: ctx.money(order.total_minor) };
  const card = order.voucher?.kind === 'gift_card' && ctx.t('voucher_gift_card', { amount: ctx.money(order.voucher.value_minor) });
  const text = ctx.t('mail_order_text', { ...words, card: card ? `\n\n${card}` : '' });
  ctx.store.sendMail({ to: order.email, subject: ctx.t('mail_order_subject', words), text });
}

/** The address holds the checkout's secret id: nobody can read another customer's order. */
export function showThanks(ctx, res, id) {
  const order = ctx.store.orders.get(ctx.store.checkouts.get(id)?.order);
  if (!order) throw new HttpError(404, 'No such order.');
  sendPage(ctx.req, res, { body: thanksPage(ctx, order), headers: ctx.headers });
}
