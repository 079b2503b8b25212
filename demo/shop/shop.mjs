// The shop as one request handler: which address leads to which page.
import { readFileSync, statSync } from 'node:fs';
import { Assets } from './lib/assets.mjs';
import { product } from './lib/catalogue.mjs';
import { Context } from './lib/context.mjs';
import { HttpError, cookies, redirect, requireSameOrigin, sendPage } from './lib/http.mjs';
import { Outgoing } from './lib/outgoing.mjs';
import { Programme } from './lib/programme.mjs';
import { Store } from './lib/store.mjs';
import { Regulars } from './integration.mjs';
import { homePage, productPage, shopPage } from './pages/home.mjs';
import { errorPage } from './pages/back.mjs';
import { accountRoutes, showAccount, signOut } from './routes/account.mjs';
import * as back from './routes/back.mjs';
import * as buy from './routes/buy.mjs';

/**
 * The shop's three keys, from the file that `regulars serve` made at its first start; read again
 * when the file changes. (On two machines one would copy them into the shop's own settings.)
 */
function secretsFrom(path) {
  let stamp = 0;
  let secrets = null;
  return () => {
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed !== stamp) {
      secrets = changed ? shopKeys(JSON.parse(readFileSync(path, 'utf8'))) : null;
      stamp = changed;
    }
    return secrets;
  };
}

const shopKeys = ({ webhook_secret, api_key, shop_jwt }) => ({ webhook_secret, api_key, shop_jwt });

export function createShop({ data, backend, widget, secrets, now }) {
  const store = new Store(data, { now });
  const assets = new Assets();
  const regulars = new Regulars({
    backend,
    widget,
    secrets: secretsFrom(secrets),
    shopper: (req) => store.customerOfSession(cookies(req).get('bm_session')),
  });
  const programme = new Programme(backend);
  const outgoing = new Outgoing(store, (message) => regulars.send(message));
  const voucher = buy.voucherRoutes({ regulars, outgoing, programme });
  const account = accountRoutes(store.now);
  const show = (body) => (ctx, res) => sendPage(ctx.req, res, { body: body(ctx), headers: ctx.headers });

  const routes = {
    'GET /': show(homePage),
    'GET /shop': show(shopPage),
    'GET /cart': buy.showCart,
    'POST /cart/add': buy.add,
    'POST /cart/update': buy.update,
    'GET /checkout': buy.showCheckout,
    'POST /checkout': buy.placeRoute({ regulars, outgoing, programme }),
    'GET /checkout/voucher': (ctx, res) => redirect(res, '/checkout'),
    'POST /checkout/voucher': voucher.apply,
    'POST /checkout/voucher/remove': voucher.remove,
    'GET /account': showAccount,
    'POST /account/sign-in': account.signIn,
    'POST /account/register': account.register,
    'GET /account/verify': account.showVerify,
    'POST /account/verify': account.verify,
    'POST /account/verify/again': account.verifyAgain,
    'POST /account/sign-out': signOut,
    'GET /staff': back.showStaff,
    'POST /staff/deliver': back.deliverRoute(outgoing),
    'POST /staff/refund': back.refundRoute(outgoing),
    'GET /outbox': back.outboxRoute(programme),
    'GET /terms': back.termsRoute(programme),
  };

  async function answer(ctx, res) {
    const { req, url } = ctx;
    const method = req.method === 'HEAD' ? 'GET' : req.method;
    const route = routes[`${method} ${url.pathname}`];
    if (method === 'POST') requireSameOrigin(req);
    if (route) return route(ctx, res);
    if (method !== 'GET') throw new HttpError(405, 'Not allowed.');
    const file = assets.find(url.pathname);
    if (file) return file.send(req, res);
    const [, place, name] = url.pathname.match(/^\/(product|thanks)\/([\w-]+)$/) ?? [];
    if (place === 'thanks') return buy.showThanks(ctx, res, name);
    const item = place === 'product' && product(name);
    if (!item) throw new HttpError(404, 'No such page.');
    return sendPage(req, res, { body: productPage(ctx, item), headers: ctx.headers });
  }

  async function handler(req, res) {
    // Some clients ask for what is no path: "http://[bad".
    if (!/^\//.test(req.url) || !URL.canParse(`http://shop.invalid${req.url}`)) return void res.writeHead(400).end();
    let ctx;
    try {
      if (regulars.handle(req, res)) return;
      ctx = new Context(req, { store, assets, secure: req.socket.encrypted === true });
      await answer(ctx, res);
    } catch (error) {
      const status = error instanceof HttpError ? error.status : 500;
      if (status === 500) console.error(error);
      if (res.headersSent || !ctx) res.destroy();
      else sendPage(req, res, { status, body: errorPage(ctx, status), headers: ctx.headers });
    }
  }

  outgoing.run(); // whatever waited from last time
  return { handler, store, outgoing };
}
