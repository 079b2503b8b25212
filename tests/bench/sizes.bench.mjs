// Bytes as a shopper pays for them: brotli at its highest level, which is how static files are
// served, beside the budgets that `npm run size` holds them to.
import { print, sizes } from '../../web/build/size.mjs';

export const title = 'Sizes (bytes)';

export const run = () => print(sizes());
