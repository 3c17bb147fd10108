import { useT } from '../strings/use-t.ts';
import { useClock } from './clock.tsx';
import { formatRelativeTime } from './format-relative-time.ts';
import { formatDay, formatFullTimestamp, formatTimestamp } from './format-timestamp.ts';
import { useHydrated } from './use-hydrated.ts';

export interface TimestampProps {
  /** Epoch ms. */
  at: number;
  /** `ago`: relative to now; `stamp`: date and time; `day`: a date in UTC. */
  format?: 'ago' | 'stamp' | 'day';
  className?: string;
}

/** A time as the server renders it (UTC), after hydration in the reader's own time zone. */
export function Timestamp({ at, format = 'ago', className }: TimestampProps) {
  const t = useT();
  const { now } = useClock();
  const isLocal = useHydrated();
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatFullTimestamp(t, at, isLocal)}
      className={className}
      // A browser's CLDR data can be of another version than the server's.
      suppressHydrationWarning
    >
      {format === 'ago' && formatRelativeTime(t, at, now)}
      {format === 'stamp' && formatTimestamp(t, at, now, isLocal)}
      {format === 'day' && formatDay(t, at)}
    </time>
  );
}
