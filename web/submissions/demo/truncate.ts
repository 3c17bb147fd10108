/** A name that fits into a sentence: whole characters, cut where a person would stop reading. */
export function truncate(name: string, maxCharacters = 40): string {
  const characters = [...new Intl.Segmenter('en').segment(name)];
  if (characters.length <= maxCharacters) return name;
  return `${characters
    .slice(0, maxCharacters - 1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
}
