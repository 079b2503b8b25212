// Customer accounts: sign in, register (the address is proved by a code first), sign out.
import { randomBytes } from 'node:crypto';
import { field, readForm, redirect, sendPage } from '../lib/http.mjs';
import { Limiter, checkPassword, hashPassword, newCode, sameText } from '../lib/passwords.mjs';
import { normalEmail } from '../lib/store.mjs';
import { accountPage, verifyPage } from '../pages/account.mjs';

const minPassword = 10;
const maxTries = 5;
const pendingMinutes = 15;

/** Registrations whose address is not proved yet. In memory: after a restart one asks again. */
const pending = new Map();
const signIns = new Limiter(10, 15);
const mailsTo = new Limiter(5, 15);

export function showAccount(ctx, res, data = {}) {
  const orders = ctx.customer ? ctx.store.ordersOf(ctx.customer) : [];
  const body = accountPage(ctx, { orders, ...data });
  sendPage(ctx.req, res, { body, status: data.status, headers: ctx.headers });
}

function signInAs(ctx, res, customer) {
  ctx.setCookie('bm_session', ctx.store.openSession(customer.id), { days: 30 });
  redirect(res, '/account', ctx.headers);
}

export async function signIn(ctx, res) {
  const form = await readForm(ctx.req);
  const email = normalEmail(field(form, 'email', 254));
  const again = (key) => showAccount(ctx, res, { status: 422, errors: { sign_in: key }, form: { email } });
  if (!signIns.allow(email)) return again('error_limit');
  const customer = ctx.store.customerByEmail(email);
  const right = await checkPassword((form.get('password') ?? '').slice(0, 200), customer?.password);
  return right ? signInAs(ctx, res, customer) : again('sign_in_wrong');
}

function mailCode(ctx, entry) {
  if (!mailsTo.allow(entry.email)) return;
  // A known address gets a mail without a code; the page looks the same for both.
  const known = ctx.store.customerByEmail(entry.email);
  const words = { name: entry.name, code: entry.code };
  const kind = known ? 'mail_known' : 'mail_code';
  ctx.store.sendMail({ to: entry.email, subject: ctx.t(`${kind}_subject`, words), text: ctx.t(`${kind}_text`, words) });
}

export async function register(ctx, res) {
  const form = await readForm(ctx.req);
  const name = field(form, 'new-name', 80);
  const email = normalEmail(field(form, 'new-email', 254));
  const password = (form.get('new-password') ?? '').slice(0, 200);
  const errors = {};
  if (name.length < 2) errors['new-name'] = 'error_name';
  if (!/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/.test(email)) errors['new-email'] = 'error_email';
  if ([...password].length < minPassword) errors['new-password'] = 'error_password';
  if (Object.keys(errors).length) {
    return showAccount(ctx, res, { status: 422, errors, form: { 'new-name': name, 'new-email': email } });
  }
  const id = randomBytes(18).toString('base64url');
  const entry = { name, email, password: await hashPassword(password), code: newCode(), tries: 0, until: ctx.store.now() + pendingMinutes * 60_000 };
  if (pending.size > 1000) pending.delete(pending.keys().next().value);
  pending.set(id, entry);
  ctx.setCookie('bm_pending', id);
  mailCode(ctx, entry);
  return redirect(res, '/account/verify', ctx.headers);
}

function pendingEntry(ctx) {
  const entry = pending.get(ctx.cookies.get('bm_pending'));
  return entry && entry.until > ctx.store.now() ? entry : undefined;
}

export function showVerify(ctx, res, data = {}) {
  const entry = pendingEntry(ctx);
  if (!entry) return redirect(res, '/account');
  const body = verifyPage(ctx, { email: entry.email, ...data });
  return sendPage(ctx.req, res, { body, status: data.error ? 422 : 200, headers: ctx.headers });
}

export async function verify(ctx, res) {
  const form = await readForm(ctx.req);
  const entry = pendingEntry(ctx);
  if (!entry) return redirect(res, '/account');
  entry.tries += 1;
  if (entry.tries > maxTries) return showVerify(ctx, res, { error: 'error_limit' });
  const taken = ctx.store.customerByEmail(entry.email);
  if (!sameText(field(form, 'code', 12), entry.code) || taken) return showVerify(ctx, res, { error: 'verify_wrong' });
  pending.delete(ctx.cookies.get('bm_pending'));
  ctx.clearCookie('bm_pending');
  return signInAs(ctx, res, ctx.store.register(entry));
}

export async function verifyAgain(ctx, res) {
  await readForm(ctx.req);
  const entry = pendingEntry(ctx);
  if (!entry) return redirect(res, '/account');
  entry.code = newCode();
  mailCode(ctx, entry);
  return showVerify(ctx, res, { message: 'verify_sent' });
}

export async function signOut(ctx, res) {
  await readForm(ctx.req);
  ctx.store.closeSession(ctx.cookies.get('bm_session') ?? '');
  ctx.clearCookie('bm_session');
  redirect(res, '/account', ctx.headers);
}
