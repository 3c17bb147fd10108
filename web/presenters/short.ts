/** A name that fits into a sentence: whole characters, cut where a person would stop reading. */
export function short(name: string, most = 40): string {
  const parts = [...new Intl.Segmenter('en').segment(name)];
  if (parts.length <= most) return name;
  return `${parts
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
}
