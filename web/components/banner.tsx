import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { IconAlert, IconCheck, IconClock } from './icons.ts';

const TONE_ICONS = { bad: IconAlert, warn: IconAlert, wait: IconClock, good: IconCheck };

interface Props {
  tone: keyof typeof TONE_ICONS;
  title: ReactNode;
  children?: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
  role?: 'alert' | 'status';
}

/** A page-level message: what happened, and what to do. */
export function Banner({ tone, title, children, action, role }: Props) {
  const ToneIcon = TONE_ICONS[tone];
  return (
    <div className={styles.banner} data-tone={tone} role={role}>
      <ToneIcon size={18} stroke={2} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children && <div className={styles.text}>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
