// What the panel's chunk takes from the elements' chunk, so that Lit and the shared parts are there
// once. Everything in widget/panel imports from here, and the build keeps this file out of that chunk.
export { css, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
export { props, RegularsElement } from './base.js';
export { birthdayFields, readBirthday } from './birthday.js';
export { define } from './define.js';
export { icons } from './icons.js';
export { safeLink } from './link.js';
export { countedBy, units } from './units.js';
export { ruleName, whyWords } from './why.js';
export { isAway, toError, type RegularsError } from '../client/errors.js';
export type { Hub } from './hub.js';
