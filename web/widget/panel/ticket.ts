// A voucher as a ticket: worth and name on the one side, the code to copy on the other.
import type { Voucher } from '../../client/types.js';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Hub } from '../hub.js';
import { icons } from './icons.js';

export const TICKET_STYLES = css`
  .ticket { --_cut: 10px; border-radius: var(--_radius); background: var(--_surface-2); border: 1px solid var(--_line); }
  .ticket .top { padding: 18px 20px 16px; display: flex; gap: 14px; align-items: center; }
  .ticket h3 { font-size: 1.25em; line-height: 1.25; font-family: var(--regulars-font-display, inherit); letter-spacing: -0.01em; text-wrap: balance; }
  .ticket .disc { background: var(--_surface); }
  .ticket .cut { position: relative; border-block-start: 2px dashed color-mix(in oklab, var(--_line) 70%, var(--_muted)); margin-inline: 16px; }
  .ticket .cut::before, .ticket .cut::after { content: ''; position: absolute; inset-block-start: -11px; inline-size: 20px; block-size: 20px;
    border-radius: 50%; background: var(--_surface); border: 1px solid var(--_line); box-sizing: border-box; }
  .ticket .cut::before { inset-inline-start: -27px; clip-path: inset(0 0 0 50%); }
  .ticket .cut::after { inset-inline-end: -27px; clip-path: inset(0 50% 0 0); }
  [dir='rtl'] .ticket .cut::before { clip-path: inset(0 50% 0 0); }
  [dir='rtl'] .ticket .cut::after { clip-path: inset(0 0 0 50%); }
  .ticket .bottom { padding: 16px 20px 18px; display: flex; flex-direction: column; gap: 10px; }
  .ticket .code { display: flex; align-items: center; gap: 8px; justify-content: space-between; flex-wrap: wrap; }
  .ticket code { font: 600 1.0625em/1.4 ui-monospace, 'SFMono-Regular', 'Cascadia Mono', 'Liberation Mono', monospace; letter-spacing: 0.03em;
    direction: ltr; unicode-bidi: isolate; overflow-wrap: anywhere; user-select: all; min-inline-size: 0; }
  .ticket.old { opacity: 0.75; } .ticket.old code { text-decoration: line-through; }
`;

/** `copied` is the code that was copied last; `copy` copies one. */
export function ticket(hub: Hub, voucher: Voucher, copied: string, copy: (code: string) => void): TemplateResult {
  const { i18n } = hub;
  const usable = voucher.state === 'issued' || voucher.state === 'released';
  return html`<article class="ticket ${usable || voucher.state === 'reserved' ? '' : 'old'}" aria-label=${i18n.text(voucher.name)}>
    <div class="top"><span class="disc">${icons.ticket()}</span><h3>${i18n.text(voucher.name)}</h3></div>
    <div class="cut"></div>
    <div class="bottom"><div class="code"><code>${voucher.code}</code>
      ${usable ? html`<button class="btn soft small" @click=${() => copy(voucher.code)}>${copied === voucher.code ? icons.check() : icons.copy()}
        ${i18n.t(copied === voucher.code ? 'voucher.copied' : 'voucher.copy')}</button>` : nothing}</div>
      <p class="tiny muted">${usable ? expiry(hub, voucher) : i18n.t(`voucher.${voucher.state}`)}</p></div></article>`;
}

/** The instant is the first at which the code is no longer good: said as the last day on which it is, where the shop is. */
function expiry({ i18n }: Hub, { expires_at }: Voucher): string {
  return expires_at ? i18n.t('voucher.until', { date: i18n.date(new Date(Date.parse(expires_at) - 1).toISOString()) }) : i18n.t('voucher.no_end');
}

/** Puts text on the clipboard; where the page may not, the code stands there to be selected. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
