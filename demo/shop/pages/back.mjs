// Pages that a shopper of a real shop never sees: staff, outbox. And the programme's terms, errors.
import { product } from '../lib/catalogue.mjs';
import { html } from '../lib/html.mjs';
import { note, page } from './layout.mjs';
import { orderState } from './parts.mjs';

const action = (path, fields, label, kind) => html`<form method="post" action="${path}">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="${kind}">${label}</button></form>`;

function staffLine(ctx, order, line) {
  const { t } = ctx;
  const gone = order.refunds.some((refund) => refund.all || refund.lines?.some(({ id }) => id === line.id));
  const item = product(line.sku);
  return html`<li><span>${line.quantity} × ${item ? ctx.pick(item.name) : line.sku}</span><span class="num">${ctx.money(line.amount_minor - line.discount_minor)}</span>
${gone ? html`<em>${t('staff_refunded')}</em>` : action('/staff/refund', { order: order.number, line: line.id }, t('staff_refund_line'), 'link')}</li>`;
}

function staffOrder(ctx, order) {
  const { t } = ctx;
  const all = order.refunds.some((refund) => refund.all);
  const messages = ctx.store.messagesOf(order.number);
  const states = { waiting: 'staff_waiting', delivered: 'staff_delivered', rejected: 'staff_rejected' };
  return html`<article class="panel order"><header><div><h2>${order.number}</h2><p class="hint">${ctx.date(order.placed_at)} · ${order.name} · ${order.email}</p></div>${orderState(ctx, order)}<p class="num price">${ctx.money(order.total_minor)}</p></header>
<ul class="staff-lines">${order.lines.map((line) => staffLine(ctx, order, line))}</ul>
<div class="actions">${!order.delivered_at && !all && action('/staff/deliver', { order: order.number }, t('staff_deliver'), 'primary')}${!all && action('/staff/refund', { order: order.number }, t('staff_refund_all'), 'quiet')}</div>
<details><summary>${t('staff_messages')}: ${messages.filter((one) => one.state === 'delivered').length}/${messages.length}</summary><ul class="messages">${messages.map((one) => html`<li><code>${one.type}</code> <span class="state ${one.state}">${t(states[one.state])}</span> ${one.answer && html`<small>${one.answer.status ?? ''} ${one.answer.detail ?? ''}</small>`}</li>`)}</ul></details></article>`;
}

export function staffPage(ctx, { orders, waiting, done }) {
  const { t } = ctx;
  return page(ctx, {
    title: t('staff_title'),
    withWidget: false,
    main: html`<section class="wrap block first narrow"><h1>${t('staff_title')}</h1><p>${t('staff_text')}</p>
${done && note('good', html`<p>${t('staff_done')}</p>`)}
<p class="hint">${waiting ? t('staff_queue', { n: waiting }) : t('staff_queue_empty')}</p>
${orders.length === 0 ? html`<p>${t('staff_none')} <a href="/shop">${t('back_shop')}</a></p>` : orders.map((order) => staffOrder(ctx, order))}</section>`,
  });
}

export function outboxPage(ctx, { mails, away }) {
  const { t } = ctx;
  return page(ctx, {
    title: t('outbox_title'),
    withWidget: false,
    main: html`<section class="wrap block first narrow"><div class="head"><div><h1>${t('outbox_title')}</h1><p>${t('outbox_text')}</p></div><a class="button ghost" href="/outbox">${t('outbox_refresh')}</a></div>
${away && note('plain', html`<p>${t('outbox_away')}</p>`)}
${mails.length === 0 ? html`<p>${t('outbox_empty')}</p>` : mails.map((mail) => html`<article class="panel mail"><header><h2>${mail.subject}</h2><p class="hint">${t('outbox_to')} ${mail.to} · ${ctx.date(mail.sent_at)}</p></header><p class="pre">${mail.text}</p></article>`)}</section>`,
  });
}

const day = (ctx, text) => new Intl.DateTimeFormat(ctx.lang === 'vi' ? 'vi-VN' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`));

const section = (title, content) => html`<section><h2>${title}</h2>${content}</section>`;
const paragraphs = (text) => text.split('\n').filter(Boolean).map((line) => html`<p>${line}</p>`);

function organiser(ctx, { organiser: who, territory, starts, ends }) {
  const { t } = ctx;
  const period = ends ? t('terms_until', { from: day(ctx, starts), to: day(ctx, ends) }) : t('terms_from', { from: day(ctx, starts) });
  return section(t('terms_organiser'), html`<p>${who.name}<br>${who.address}<br>${who.phone} · ${who.email}</p>${paragraphs(ctx.pick(territory))}<p>${period}</p>`);
}

function tierTable(ctx, tiers) {
  const need = ({ qualify = [] }) => qualify.map(({ at_least: n }) => ctx.money(n)).join(', ') || '–';
  return section(ctx.t('terms_tiers'), html`<div class="table"><table><thead><tr><th scope="col">${ctx.t('terms_tier')}</th><th scope="col">${ctx.t('terms_needed')}</th><th scope="col">${ctx.t('terms_perks')}</th></tr></thead>
<tbody>${tiers.levels.map((level) => html`<tr><th scope="row">${ctx.pick(level.name)}</th><td class="num">${need(level)}</td><td>${(level.perks ?? []).map((perk) => ctx.pick(perk.name)).join(' · ')}</td></tr>`)}</tbody></table></div>`);
}

function rewardTable(ctx, { rewards, wallets }) {
  const unit = (id) => ctx.pick(wallets.find((wallet) => wallet.id === id)?.name).toLowerCase();
  return section(ctx.t('terms_rewards'), html`<div class="table"><table><thead><tr><th scope="col">${ctx.t('terms_reward')}</th><th scope="col">${ctx.t('terms_cost')}</th></tr></thead>
<tbody>${rewards.map((reward) => html`<tr><th scope="row">${ctx.pick(reward.name)}<small>${ctx.pick(reward.description)}</small></th><td class="num">${reward.cost_units} ${unit(reward.wallet)}</td></tr>`)}</tbody></table></div>`);
}

/** The terms come from the programme itself: the backend's document is the only copy. */
export function termsPage(ctx, programme) {
  const { t } = ctx;
  const terms = programme?.terms;
  const text = (name) => terms[name] && section(t(`terms_${name}`), paragraphs(ctx.pick(terms[name])));
  return page(ctx, {
    title: t('terms_title'),
    main: html`<section class="wrap block first narrow terms"><h1>${t('terms_title')}</h1>
${terms ? html`<p class="lede">${ctx.pick(programme.name)}</p>${organiser(ctx, terms)}${text('earn')}${programme.tiers && tierTable(ctx, programme.tiers)}${text('redeem')}${programme.rewards && rewardTable(ctx, programme)}${['expiry', 'refunds', 'changes', 'complaints', 'privacy'].map(text)}` : note('plain', html`<p>${t('terms_away')}</p>`)}</section>`,
  });
}

export function errorPage(ctx, status) {
  const kind = status === 404 ? 'not_found' : status >= 500 ? 'failed' : 'refused';
  return page(ctx, {
    title: ctx.t(`${kind}_title`),
    main: html`<section class="wrap block first narrow"><h1>${ctx.t(`${kind}_title`)}</h1><p class="lede">${ctx.t(`${kind}_text`)}</p><p class="actions"><a class="button primary" href="/shop">${ctx.t('back_shop')}</a></p></section>`,
  });
}
