import { splitSentence } from './split-sentence.ts';
import { Timestamp, type TimestampProps } from './timestamp.tsx';

interface Props extends TimestampProps {
  /**
   * The sentence around the time: `(time) => t('…', { time })`. Its place depends on the language.
   */
  children: (time: string) => string;
}

/** A sentence with a `<time>` where its translation has the placeholder. */
export function TimeSentence({ children, ...timestamp }: Props) {
  const [before, after] = splitSentence(children);
  return (
    <>
      {before}
      <Timestamp {...timestamp} />
      {after}
    </>
  );
}
