// The engine module as bindings/embind.cpp exports it: JSON text in, JSON text out. Only engine.ts
// speaks this; everybody else sees the public types of client/types.ts.

export interface EngineHandle {
  valid(): boolean;
  /** `{"errors":[{path,code,message}]}` when the programme is not valid. */
  error(): string;
  /** '' for a guest. */
  setMember(state: string): string;
  quote(request: string): string;
  summary(request: string): string;
  delete(): void;
}

export interface EngineModule {
  createEngine(programme: string): EngineHandle;
  version(): string;
}

export type EngineFactory = (options: {
  wasmBinary?: ArrayBuffer; print?: () => void; printErr?: () => void;
}) => Promise<EngineModule>;
