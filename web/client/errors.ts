// One error type for every refusal, from the engine, the backend or the network. Codes are those
// of schema/codes.json, and three of the widget's own: `offline`, `timeout`, `garbage`.

export type Params = Readonly<Record<string, string | number>>;

const NAME = 'RegularsError';

export class RegularsError extends Error {
  override readonly name = NAME;
  readonly code: string;
  readonly path: string;
  readonly params: Params;

  constructor(code: string, path = '', params: Params = {}) {
    super(path ? `${code} at ${path}` : code);
    this.code = code;
    this.path = path;
    this.params = params;
  }
}

/** By name, not by `instanceof`: shell and elements are separate files, each with this class inside. */
export function isRegularsError(error: unknown): error is RegularsError {
  return error instanceof Error && error.name === NAME;
}

export function toError(error: unknown): RegularsError {
  return isRegularsError(error) ? error : new RegularsError('internal');
}

const AWAY = ['offline', 'timeout', 'garbage', 'unavailable', 'internal'];

/** True when trying again later may help: nothing was refused, nobody answered. */
export function isAway(error: unknown): boolean {
  return AWAY.includes(toError(error).code);
}
