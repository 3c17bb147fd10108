/** One or two characters that stand for a name; whole ones, also beyond the basic plane. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const first = (word: string | undefined) =>
    word ? ([...new Intl.Segmenter('en').segment(word)][0]?.segment ?? '') : '';
  const isLatin = /^\p{Script=Latin}/u.test(words[0] ?? '');
  const second = isLatin && words.length > 1 ? first(words[1]) : '';
  return (first(words[0]) + second).toUpperCase() || '?';
}
