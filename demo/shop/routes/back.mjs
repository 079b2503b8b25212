// Staff buttons, outbox, terms.
import { randomUUID } from 'node:crypto';
import { HttpError, field, readForm, redirect, sendPage } from '../lib/http.mjs';
import { orderMessage } from '../integration.mjs';
import { outboxPage, staffPage, termsPage } from '../pages/back.mjs';

export function showStaff(ctx, res) {
  const orders = [...ctx.store.orders.values()].reverse().slice(0, 50);
  const done = ctx.url.searchParams.has('done');
  sendPage(ctx.req, res, { body: staffPage(ctx, { orders, waiting: ctx.store.waiting, done }), headers: ctx.headers });
}

async function orderOf(ctx) {
  const form = await readForm(ctx.req);
  const order = ctx.store.orders.get(field(form, 'order', 20));
  if (!order) throw new HttpError(404, 'No such order.');
  return { form, order };
}

export const deliverRoute = (outgoing) => async function deliver(ctx, res) {
  const { order } = await orderOf(ctx);
  if (!order.delivered_at) {
    const at = new Date(ctx.store.now()).toISOString();
    ctx.store.deliverOrder(order.number, [
      orderMessage('order.delivered', order.number, { order_id: order.number, occurred_at: at }),
    ]);
    outgoing.run();
  }
  redirect(res, '/staff?done', ctx.headers);
};

/**
 * The refund of a line, or of everything that was not refunded yet. The refund has its own id, so
 * that reporting it twice refunds once.
 */
export function refundOf(order, lineId) {
  if (order.refunds.some((refund) => refund.all)) return undefined;
  const gone = new Set(order.refunds.flatMap((refund) => refund.lines.map(({ id }) => id)));
  const left = order.lines.filter(({ id }) => !gone.has(id) && (!lineId || id === lineId));
  if (left.length === 0) return undefined;
  const lines = left.map(({ id, quantity }) => ({ id, quantity }));
  return { id: `r-${randomUUID()}`, all: !lineId, lines };
}

/** What is reported: "all" for a whole order, else the lines (and the shipping with the last). */
export function refundData(order, refund, at) {
  const data = { order_id: order.number, refund_id: refund.id, occurred_at: at };
  if (refund.all && order.refunds.length === 0) return { ...data, all: true };
  return { ...data, lines: refund.lines, ...(refund.all && { shipping_minor: order.shipping_minor }) };
}

export const refundRoute = (outgoing) => async function refund(ctx, res) {
  const { form, order } = await orderOf(ctx);
  const made = refundOf(order, field(form, 'line', 10));
  if (made) {
    const at = new Date(ctx.store.now()).toISOString();
    const data = refundData(order, made, at);
    ctx.store.refundOrder(order.number, { ...made, at }, [orderMessage('order.refunded', order.number, data)]);
    outgoing.run();
  }
  redirect(res, '/staff?done', ctx.headers);
};

export const outboxRoute = (programme) => async function outbox(ctx, res) {
  const answer = await programme.outbox();
  const mails = [...ctx.store.mails, ...(answer?.mails ?? [])]
    .sort((a, b) => Date.parse(b.sent_at) - Date.parse(a.sent_at));
  sendPage(ctx.req, res, { body: outboxPage(ctx, { mails, away: !answer }), headers: ctx.headers });
};

export const termsRoute = (programme) => async function terms(ctx, res) {
  const document = await programme.document();
  sendPage(ctx.req, res, { body: termsPage(ctx, document), headers: ctx.headers });
};
