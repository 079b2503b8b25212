// The member's vouchers: those that can be used first, spent ones folded away below.
import { html, nothing, type CSSResultGroup } from 'lit';
import type { Hub } from '../hub.js';
import { PanelElement, props } from './base.js';
import { icons } from './icons.js';
import { PART_STYLES } from './part.styles.js';
import { copyText, ticket, TICKET_STYLES } from './ticket.js';

export class Vouchers extends PanelElement {
  static override properties = props({ copied: { state: true } });
  static override styles: CSSResultGroup = [PanelElement.styles, PART_STYLES, TICKET_STYLES];

  declare protected copied: string | undefined;

  protected override view(hub: Hub): unknown {
    const { i18n, runtime } = hub;
    const all = runtime.store.state.me?.vouchers ?? [];
    const open = all.filter((v) => v.state === 'issued' || v.state === 'released' || v.state === 'reserved');
    const old = all.filter((v) => !open.includes(v));
    const show = (list: typeof all): unknown => html`<ul class="stack">${list.map((v) => html`<li>${ticket(hub, v, this.copied ?? '', (c) => void this.#copy(c))}</li>`)}</ul>`;
    return html`<div class="stack">
      <div class="sr" role="status">${this.copied ? i18n.t('voucher.copied') : nothing}</div>
      ${open.length > 0 ? show(open) : html`<div class="empty"><span class="disc">${icons.ticket()}</span><h3>${i18n.t('vouchers.none')}</h3><p class="small muted">${i18n.t('vouchers.none_text')}</p>
        <button class="btn soft" @click=${() => this.#go()}>${i18n.t('vouchers.none_go')}</button></div>`}
      ${old.length > 0 ? html`<details><summary>${i18n.count('vouchers.old', old.length)} ${icons.next()}</summary>${show(old)}</details>` : nothing}</div>`;
  }

  #go(): void {
    this.dispatchEvent(new CustomEvent('regulars-go', { detail: 'rewards', bubbles: true, composed: true }));
  }

  async #copy(code: string): Promise<void> {
    if (await copyText(code)) this.copied = code;
  }
}
