/** The words of this chunk, in the language that it is built for. */
declare module 'virtual:words' {
  const words: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  export default words;
}
/** Filled in by web/build.mjs: the languages that there are, this one, and the names of the other files. */
declare const __LOCALES__: readonly string[];
declare const __LOCALE__: string;
/** What comes after a language's name. */
declare const __SHELL__: string;
declare const __CORE__: string;
declare const __PANEL__: string;
declare const __VERSION__: string;
