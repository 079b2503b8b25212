// <regulars-why>: the reason of a quote, award by award. Comes when somebody asks "Why?" at an element.
import { css, html, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Award, Quote } from '../../client/types.js';
import type { Hub } from '../hub.js';
import { units } from '../units.js';
import { PanelElement, props } from './base.js';
import { ruleName, whyWords } from './why.js';

const STYLES = css`
  :host { display: block; }
  /* Beside a product it stands on the shop's own ground, in the shop's own colour. */
  :host([plain]) .root { color: inherit !important; --_muted: currentColor !important; }
  .why { padding-block: 4px 8px; }
  li { line-height: 1.5; }
  li + li { margin-block-start: 6px; }
`;

export class WhyPart extends PanelElement {
  static override properties = props({ quote: { attribute: false } });
  static override styles: CSSResultGroup = [PanelElement.styles, STYLES];

  declare quote: Quote;

  protected override view(hub: Hub): TemplateResult {
    return html`<ul class="why small muted">${this.quote.awards.map((award) => this.#award(hub, award))}<li>${hub.i18n.t('why.backend')}</li></ul>`;
  }

  #award(hub: Hub, award: Award): TemplateResult {
    const words = award.why ? whyWords(hub, award.why, award.wallet) : [];
    return html`<li><strong>${ruleName(hub, award.rule)}: ${units(hub, award.wallet, award.units)}</strong>
      ${words.map((w) => html`<br>${w}`)}
      <br>${award.available_at
        ? hub.i18n.t('cart.available', { date: hub.i18n.date(award.available_at) })
        : hub.i18n.t('cart.waits')}</li>`;
  }
}
