export interface FakeMember {
  profile: { name: string | null; birthday: unknown; consent: { marketing: boolean } };
  state: { spend: number; available: number; pending: number };
  vouchers: ({ code: string; state: string } & Record<string, unknown>)[];
  redemptions: Map<string, unknown>;
  entries: object[];
}
export interface World {
  mode: 'ok' | 'down' | 'slow' | 'garbage' | 'error';
  engine: 'fake' | 'real' | 'none';
  config: { enabled: boolean; popup: { enabled: boolean; delay_seconds: number }; theme: Record<string, unknown>; program: { name: Record<string, string> } };
  members: Map<string, FakeMember>;
  sessions: Map<string, FakeMember>;
  tokens: Map<string, FakeMember>;
  /** What was asked for at joining, by address. */
  joins: Map<string, object>;
  /** "METHOD /path" of every API request. */
  log: string[];
}
export function fakeBackend(options?: { port?: number; engine?: World['engine'] }): Promise<{
  world: World; url: string; member(email: string, state?: object): FakeMember; close(): Promise<void>;
}>;
export function entry(member: FakeMember, more: object): void;
