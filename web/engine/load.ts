// Bringing the engine: WebAssembly where the page allows it, the same engine as JavaScript (wasm2js)
// where it does not. Glue and .wasm are asked for together, since the request chain costs more than the bytes.
import { RegularsError } from '../client/errors.js';
import { bare } from '../client/read.js';
import type { EngineFactory, EngineModule } from './wire.js';

/** Files may take longer than answers; nothing on the page waits for them. */
const FILE_TIMEOUT_MS = 10_000;

/** The smallest module there is: a page's policy may forbid WebAssembly, and only trying tells. */
export function wasmAllowed(): boolean {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

const quiet = { print: (): void => {}, printErr: (): void => {} };

export async function loadWasm(folder: string): Promise<EngineModule> {
  const [create, wasmBinary] = await Promise.all([factory(`${folder}regulars-engine.js`), bytes(`${folder}regulars-engine.wasm`)]);
  return create({ wasmBinary, ...quiet });
}

export async function loadWasm2js(folder: string): Promise<EngineModule> {
  return (await factory(`${folder}regulars-engine.wasm2js.js`))({ ...quiet });
}

async function factory(url: string): Promise<EngineFactory> {
  const module = await import(url) as { default?: unknown };
  if (typeof module.default !== 'function') throw new RegularsError('garbage', 'engine');
  return module.default as EngineFactory;
}

async function bytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url, bare({ signal: AbortSignal.timeout(FILE_TIMEOUT_MS), credentials: 'same-origin' as const }));
  if (!response.ok) throw new RegularsError('unavailable', 'engine');
  return response.arrayBuffer();
}
