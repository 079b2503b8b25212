// Line icons, 24 x 24, drawn for this widget.
import { html, type TemplateResult } from 'lit';
import { ROSETTE } from '../shell/dom.js';

const draw = (path: string) => (): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;

export const icons = {
  rosette: draw(ROSETTE),
  home: draw('M4 11l8-7 8 7M6 9.5V20h4.5v-5h3v5H18V9.5'),
  gift: draw('M4 9h16v4H4zM5.5 13v7.5h13V13M12 9v11.5M12 9c-1.5-4.5-6-5-6-2.4C6 8.4 9 9 12 9zm0 0c1.5-4.5 6-5 6-2.4C18 8.4 15 9 12 9z'),
  ticket: draw('M4 7h16v3.2a1.9 1.9 0 0 0 0 3.6V17H4v-3.2a1.9 1.9 0 0 0 0-3.6zM14 7v1.5M14 11.2v1.6M14 15.5V17'),
  clock: draw('M12 4a8 8 0 1 0 0 16 8 8 0 1 0 0-16M12 8v4.2l2.8 1.8'),
  person: draw('M12 4.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 1 0 0-7.4M5 20c.6-3.7 3.4-5.6 7-5.6s6.4 1.9 7 5.6'),
  lock: draw('M6.5 11h11v8.5h-11zM8.8 11V8a3.2 3.2 0 0 1 6.4 0v3'),
  check: draw('M5 12.5l4.5 4.5L19 7.5'),
  copy: draw('M9 9h10v11H9zM15 9V4.5H5V15h4'),
  back: draw('M15 5l-7 7 7 7'),
  next: draw('M9 5l7 7-7 7'),
  bag: draw('M5.5 8.5h13l1 12h-15zM9 8.5V7a3 3 0 0 1 6 0v1.5'),
  spark: draw('M12 4l1.8 6.2L20 12l-6.2 1.8L12 20l-1.8-6.2L4 12l6.2-1.8z'),
  cake: draw('M5 12h14v8H5zM5 15.5c2.3 1.7 4.7 1.7 7 0 2.3 1.7 4.7 1.7 7 0M12 12V8.5M12 5.8l0-1.8'),
};
