// What the other chunks take from the shell, which is there before them (see widget/kit.ts).
export { UNITS } from '../client/config.js';
export { isAway, isRegularsError, RegularsError, toError } from '../client/errors.js';
export {
  among, bare, flag, list, listOrNone, maybe, obj, own, scalars, shape, text, textOr, textOrNull, texts, whole, wholeOr, wholeOrNull,
} from '../client/read.js';
export { minus, Words } from '../i18n/words.js';
export { ROSETTE } from './dom.js';
export { BASE } from './base.styles.js';
