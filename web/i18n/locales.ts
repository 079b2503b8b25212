// Which of its languages the widget speaks.

/** The first that there is: as wished, as the programme prefers, English. */
export function chooseLocale(all: readonly string[], wished: string, programme: readonly string[] = []): string {
  return [wished, wished.split('-')[0] ?? '', ...programme].find((locale) => all.includes(locale)) ?? 'en';
}
