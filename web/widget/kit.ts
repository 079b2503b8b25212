// What the panel's chunk takes from the elements' chunk, so that it is there once: imports of these modules
// in widget/panel become imports of that chunk (web/build/plugins.mjs), and the build fails where a name is missing.
export { me, voucher, why } from '../client/decode.js';
export { CONTROLS } from './controls.styles.js';
export { speak, subscribe } from './hub.js';
export { BAG, CHECK, GIFT, SPARK, TICKET } from './icons.js';
export { countedBy, tierName, units } from './units.js';
