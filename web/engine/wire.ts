// The engine module as bindings/embind.cpp exports it: rows in (question.ts), JSON text out. Only engine.ts speaks this;
// everybody else sees the public types of client/types.ts.

export interface EngineHandle {
  valid(): boolean;
  /** '' for a guest. */
  setMember(state: string): string;
  /** `[instant, order]` */
  quote(question: string): string;
  /** `[instant]` */
  summary(question: string): string;
  delete(): void;
}

export interface EngineModule {
  createEngine(compiled: string): EngineHandle;
  version(): string;
}

export type EngineFactory = (options: {
  wasmBinary?: ArrayBuffer; print?: () => void; printErr?: () => void;
}) => Promise<EngineModule>;
