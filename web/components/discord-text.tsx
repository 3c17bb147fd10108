import { Fragment } from 'react';
import styles from './discord-text.module.css';
import { parseDiscordText } from './parse-discord-text.ts';

/** Text as Discord shows it. */
export function DiscordText({ text }: { text: string }) {
  return (
    <div className={styles.text} dir="auto">
      {parseDiscordText(text).map(({ kind, spans }, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
        <p key={line} data-kind={kind}>
          {spans.map((span, index) => {
            const content = span.isItalic ? <em>{span.text}</em> : span.text;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: nor have pieces of a line
              <Fragment key={index}>{span.isBold ? <strong>{content}</strong> : content}</Fragment>
            );
          })}
        </p>
      ))}
    </div>
  );
}
