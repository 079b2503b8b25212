// Customer accounts: sign in, register (the address is proved by a code first), sign out.
import { field, readForm, redirect, sendPage } from '../lib/http.mjs';
import { Limits, clientOf } from '../lib/limits.mjs';
import { checkPassword } from '../lib/passwords.mjs';
import { Registrations } from '../lib/registrations.mjs';
import { normalEmail } from '../lib/store.mjs';
import { accountPage, verifyPage } from '../pages/account.mjs';

const minPassword = 10;

export function showAccount(ctx, res, data = {}) {
  const orders = ctx.customer ? ctx.store.ordersOf(ctx.customer) : [];
  const body = accountPage(ctx, { orders, ...data });
  sendPage(ctx.req, res, { body, status: data.status, headers: ctx.headers });
}

function signInAs(ctx, res, customer) {
  ctx.setCookie('bm_session', ctx.store.openSession(customer.id), { days: 30 });
  redirect(res, '/account', ctx.headers);
}

const signInRoute = (limits) => async (ctx, res) => {
  const form = await readForm(ctx.req);
  const email = normalEmail(field(form, 'email', 254));
  const again = (key) => showAccount(ctx, res, { status: 422, errors: { sign_in: key }, form: { email } });
  if (!limits.allow(clientOf(ctx.req), email, ctx.store.now())) return again('error_limit');
  const customer = ctx.store.customerByEmail(email);
  const right = await checkPassword((form.get('password') ?? '').slice(0, 200), customer?.password);
  return right ? signInAs(ctx, res, customer) : again('sign_in_wrong');
};

function mailCode(ctx, entry) {
  // A known address gets a mail without a code; the page looks the same for both.
  const known = ctx.store.customerByEmail(entry.email);
  const words = { name: entry.name, code: entry.code };
  const kind = known ? 'mail_known' : 'mail_code';
  ctx.store.sendMail({ to: entry.email, subject: ctx.t(`${kind}_subject`, words), text: ctx.t(`${kind}_text`, words) });
}

const registerRoute = (registrations) => async (ctx, res) => {
  const form = await readForm(ctx.req);
  const name = field(form, 'new-name', 80);
  const email = normalEmail(field(form, 'new-email', 254));
  const password = (form.get('new-password') ?? '').slice(0, 200);
  const errors = {};
  if (name.length < 2) errors['new-name'] = 'error_name';
  if (!/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/.test(email)) errors['new-email'] = 'error_email';
  if ([...password].length < minPassword) errors['new-password'] = 'error_password';
  const again = (wrong) => showAccount(ctx, res, { status: 422, errors: wrong, form: { 'new-name': name, 'new-email': email } });
  if (Object.keys(errors).length) return again(errors);
  const opened = await registrations.open(clientOf(ctx.req), { name, email, password });
  if (!opened) return again({ register: 'error_limit' });
  const [id, entry] = opened;
  ctx.setCookie('bm_pending', id);
  mailCode(ctx, entry);
  return redirect(res, '/account/verify', ctx.headers);
};

function showVerify(ctx, res, entry, data = {}) {
  const body = verifyPage(ctx, { email: entry.email, ...data });
  return sendPage(ctx.req, res, { body, status: data.error ? 422 : 200, headers: ctx.headers });
}

/** A route for the one whose registration waits for its code; anybody else is led to the account page. */
const pendingRoute = (registrations, route) => async (ctx, res) => {
  const form = ctx.req.method === 'POST' ? await readForm(ctx.req) : undefined;
  const id = ctx.cookies.get('bm_pending');
  const entry = registrations.find(id);
  return entry ? route(ctx, res, { id, entry, form }) : redirect(res, '/account');
};

const verifyRoute = (registrations) => pendingRoute(registrations, (ctx, res, { id, entry, form }) => {
  const judged = registrations.judge(clientOf(ctx.req), entry, field(form, 'code', 12));
  if (judged === 'limit') return showVerify(ctx, res, entry, { error: 'error_limit' });
  if (judged === 'wrong' || ctx.store.customerByEmail(entry.email)) return showVerify(ctx, res, entry, { error: 'verify_wrong' });
  registrations.close(id);
  ctx.clearCookie('bm_pending');
  return signInAs(ctx, res, ctx.store.register(entry));
});

const verifyAgainRoute = (registrations) => pendingRoute(registrations, (ctx, res, { entry }) => {
  if (!registrations.renew(clientOf(ctx.req), entry)) return showVerify(ctx, res, entry, { error: 'error_limit' });
  mailCode(ctx, entry);
  return showVerify(ctx, res, entry, { message: 'verify_sent' });
});

export function accountRoutes(now) {
  const registrations = new Registrations(now);
  return {
    signIn: signInRoute(new Limits({ pair: 10, client: 50, address: 100 }, 15)),
    register: registerRoute(registrations),
    showVerify: pendingRoute(registrations, (ctx, res, { entry }) => showVerify(ctx, res, entry)),
    verify: verifyRoute(registrations),
    verifyAgain: verifyAgainRoute(registrations),
  };
}

export async function signOut(ctx, res) {
  await readForm(ctx.req);
  ctx.store.closeSession(ctx.cookies.get('bm_session') ?? '');
  ctx.clearCookie('bm_session');
  redirect(res, '/account', ctx.headers);
}
