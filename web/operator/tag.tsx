import { IconAlert, IconCheck, IconClock } from '../components/icons.ts';
import look from './tag.module.css';

const SIGNS = { good: IconCheck, wait: IconClock, warn: IconAlert, bad: IconAlert };

interface Props {
  tone: keyof typeof SIGNS | 'plain';
  children: string;
}

/** A state in a word, a colour and a sign. */
export function Tag({ tone, children }: Props) {
  const Sign = tone === 'plain' ? null : SIGNS[tone];
  return (
    <span className={look.tag} data-tone={tone}>
      {Sign ? <Sign size={14} stroke={2.25} aria-hidden="true" /> : <i aria-hidden="true" />}
      {children}
    </span>
  );
}
