/** One or two characters that stand for a name; whole ones, also beyond the basic plane. */
export function getInitials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const firstCharacter = (word: string | undefined) =>
    word ? ([...new Intl.Segmenter('en').segment(word)][0]?.segment ?? '') : '';
  const isLatin = /^\p{Script=Latin}/u.test(words[0] ?? '');
  const second = isLatin && words.length > 1 ? firstCharacter(words[1]) : '';
  return (firstCharacter(words[0]) + second).toUpperCase() || '?';
}
