const STANDARD_EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
const MAX_LENGTH = 100;

export function isStandardEmoji(text: string): boolean {
  return text.length <= MAX_LENGTH && STANDARD_EMOJI.test(text);
}
