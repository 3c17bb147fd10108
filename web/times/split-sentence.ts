/** Not a character of any text: private use. */
const SLOT = '\uE000';

/**
 * The parts of a translated sentence before and after its time.
 * @param translate gets what the time's placeholder is to be replaced by
 */
export function splitSentence(translate: (time: string) => string): [string, string] {
  const sentence = translate(SLOT);
  const index = sentence.indexOf(SLOT);
  return index === -1 ? [sentence, ''] : [sentence.slice(0, index), sentence.slice(index + 1)];
}
