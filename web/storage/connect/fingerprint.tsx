import { Fragment } from 'react';
import styles from './fingerprint.module.css';

/** `AB:`, eight times. */
const GROUP_LENGTH = 24;

/** The SHA-256 of a certificate, whose lines break in the same places whatever their width. */
export function Fingerprint({ value }: { value: string }) {
  const groupCount = Math.ceil(value.length / GROUP_LENGTH);
  const starts = Array.from({ length: groupCount }, (_, n) => n * GROUP_LENGTH);
  return (
    <code className={styles.fingerprint}>
      {starts.map((start) => (
        <Fragment key={start}>
          <span>{value.slice(start, start + GROUP_LENGTH)}</span>
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}
