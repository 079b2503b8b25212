declare module 'virtual:shell-words' {
  const words: Readonly<Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>>;
  export default words;
}
/** File names of the lazy chunks, filled in by web/build.mjs. */
declare const __SHELL__: string;
declare const __CORE__: string;
declare const __PANEL__: string;
declare const __VERSION__: string;
