// The panel's icons: those of the elements, and its own.
import { html, type TemplateResult } from 'lit';
import { ROSETTE } from '../../shell/dom.js';
import { BAG, CHECK, GIFT, SPARK, TICKET } from '../icons.js';

const draw = (path: string) => (): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;

export const icons = {
  rosette: draw(ROSETTE), gift: draw(GIFT), ticket: draw(TICKET), check: draw(CHECK), bag: draw(BAG), spark: draw(SPARK),
  home: draw('M4 11l8-7 8 7M6 9.5V20h4.5v-5h3v5H18V9.5'),
  clock: draw('M12 4a8 8 0 1 0 0 16 8 8 0 1 0 0-16M12 8v4.2l2.8 1.8'),
  person: draw('M12 4.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 1 0 0-7.4M5 20c.6-3.7 3.4-5.6 7-5.6s6.4 1.9 7 5.6'),
  copy: draw('M9 9h10v11H9zM15 9V4.5H5V15h4'),
  back: draw('M15 5l-7 7 7 7'),
  next: draw('M9 5l7 7-7 7'),
  cake: draw('M5 12h14v8H5zM5 15.5c2.3 1.7 4.7 1.7 7 0 2.3 1.7 4.7 1.7 7 0M12 12V8.5M12 5.8l0-1.8'),
};
