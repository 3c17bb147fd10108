import { useT } from '../strings/use-t.ts';
import { useClock } from './clock.tsx';
import { formatRelativeTime } from './format-relative-time.ts';
import { formatFullTimestamp, formatTimestamp } from './format-timestamp.ts';
import { useHydrated } from './use-hydrated.ts';

interface Props {
  /** Epoch ms. */
  at: number;
  /** `ago`: how long ago; `stamp`: the moment itself. */
  format?: 'ago' | 'stamp';
  className?: string;
}

/** A time that reads the same on the server and in the browser, then in the reader's own zone. */
export function Timestamp({ at, format = 'ago', className }: Props) {
  const t = useT();
  const { now } = useClock();
  const isLocal = useHydrated();
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatFullTimestamp(t, at, isLocal)}
      className={className}
    >
      {format === 'ago' ? formatRelativeTime(t, at, now) : formatTimestamp(t, at, now, isLocal)}
    </time>
  );
}
