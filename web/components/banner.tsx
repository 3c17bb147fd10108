import type { ReactNode } from 'react';
import look from './banner.module.css';
import { IconAlert, IconCheck, IconClock } from './icons.ts';

const SIGNS = { bad: IconAlert, warn: IconAlert, wait: IconClock, good: IconCheck };

interface Props {
  tone: keyof typeof SIGNS;
  title: ReactNode;
  children?: ReactNode;
  /** What to do about it. */
  act?: ReactNode;
  role?: 'alert' | 'status';
}

/** News about the whole page: what is the case, and what to do. */
export function Banner({ tone, title, children, act, role }: Props) {
  const Sign = SIGNS[tone];
  return (
    <div className={look.banner} data-tone={tone} role={role}>
      <Sign size={18} stroke={2} aria-hidden="true" />
      <div className={look.words}>
        <p className={look.title}>{title}</p>
        {children && <div className={look.text}>{children}</div>}
      </div>
      {act && <div className={look.act}>{act}</div>}
    </div>
  );
}
