// What the panel asks of the backend: joining, signing in and out, and a member's own affairs.
import * as decode from './decode-member.js';
import { me as readMe } from './decode.js';
import { toError } from './errors.js';
import type { LoyaltySource } from './source.js';
import type { EntryPage, JoinForm, Me, ProfileChange, Redeemed } from './types.js';

/** Asks for a code by mail. */
export async function join(source: LoyaltySource, form: JoinForm): Promise<void> {
  await source.ask({ method: 'POST', path: '/v1/join', body: form });
}

/** Joins with the address that the shop vouches for; null where it does not, after all. */
export async function joinVouched(source: LoyaltySource, form: Omit<JoinForm, 'email'>): Promise<Me | null> {
  try {
    return await source.joinVouched(form);
  } catch (error) {
    if (toError(error).code.startsWith('token_')) return null;
    throw error;
  }
}

export async function signIn(source: LoyaltySource, email: string, locale: string): Promise<void> {
  await source.ask({ method: 'POST', path: '/v1/sign-in', body: { email, locale } });
}

export async function verify(source: LoyaltySource, email: string, code: string): Promise<Me> {
  return source.signedIn(await source.ask({ method: 'POST', path: '/v1/verify', body: { email, code } }));
}

export async function signOut(source: LoyaltySource): Promise<void> {
  await source.ask({ method: 'POST', path: '/v1/sign-out', body: {} });
  source.identify(null);
}

/** `id`, here and below: the member to whom the page belongs that asks. */
export async function entries(source: LoyaltySource, id: string, before: number | null, limit: number): Promise<EntryPage> {
  const from = before === null ? '' : `before=${before}&`;
  return decode.entryPage(await source.askAsMember(id, { method: 'GET', path: `/v1/me/entries?${from}limit=${limit}` }));
}

/** `redemption` is a UUID made by the caller and kept for a retry: the same one again spends nothing more. */
export async function redeem(source: LoyaltySource, id: string, redemption: string, rewardId: string, units: number | null): Promise<Redeemed> {
  const body = { redemption_id: redemption, reward_id: rewardId, ...(units === null ? {} : { units }) };
  return decode.redeemed(await source.askAsMember(id, { method: 'POST', path: '/v1/me/redemptions', body, key: redemption }));
}

export async function change(source: LoyaltySource, id: string, profile: ProfileChange): Promise<Me> {
  return readMe(await source.askAsMember(id, { method: 'PATCH', path: '/v1/me', body: profile }));
}
