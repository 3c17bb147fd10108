import { IconAlert, IconCheck, IconClock } from '../components/icons.ts';
import styles from './badge.module.css';

const TONE_ICONS = { good: IconCheck, wait: IconClock, warn: IconAlert, bad: IconAlert };

interface Props {
  tone: keyof typeof TONE_ICONS | 'plain';
  children: string;
}

/** A state as text, colour and icon. */
export function Badge({ tone, children }: Props) {
  const ToneIcon = tone === 'plain' ? null : TONE_ICONS[tone];
  return (
    <span className={styles.tag} data-tone={tone}>
      {ToneIcon ? (
        <ToneIcon size={14} stroke={2.25} aria-hidden="true" />
      ) : (
        <i aria-hidden="true" />
      )}
      {children}
    </span>
  );
}
