// Day and month of a birthday: two selects, both optional together. No year: it is not asked for.
import { html, type TemplateResult } from 'lit';
import type { Birthday } from '../../client/types.js';
import type { I18n } from '../../i18n/i18n.js';
import { month, plain } from './say.js';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

export function birthdayFields(i18n: I18n, now: Birthday | null, hint: string): TemplateResult {
  const option = (value: number, label: string, chosen: number): TemplateResult =>
    html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
  return html`<fieldset class="field">
    <legend>${i18n.t('about.birthday')}</legend>
    <div class="pair">
      <select id="day" aria-label=${i18n.t('about.day')} autocomplete="bday-day">
        <option value="">${i18n.t('about.day')}</option>${range(31).map((d) => option(d, plain(i18n, d), now?.day ?? 0))}</select>
      <select id="month" aria-label=${i18n.t('about.month')} autocomplete="bday-month">
        <option value="">${i18n.t('about.month')}</option>${range(12).map((m) => option(m, month(i18n, m), now?.month ?? 0))}</select>
    </div>
    ${hint ? html`<p class="tiny muted">${hint}</p>` : ''}
  </fieldset>`;
}

/** The chosen birthday; null: none; 'wrong': half of one, or a day that the month does not have. */
export function readBirthday(root: ParentNode): Birthday | null | 'wrong' {
  const value = (id: string): number => Number(root.querySelector<HTMLSelectElement>(`#${id}`)?.value ?? 0);
  const [month, day] = [value('month'), value('day')];
  if (!month && !day) return null;
  // 2024 had a 29 February.
  const exists = new Date(Date.UTC(2024, month - 1, day)).getUTCMonth() === month - 1;
  return month && day && exists ? { month, day } : 'wrong';
}
