import { useT } from '../catalogues/use-t.ts';
import { useClock } from './clock.tsx';
import { useHydrated } from './hydrated.ts';
import { relative } from './relative.ts';
import { fullStamp, stamp } from './stamp.ts';

interface Props {
  /** Epoch ms. */
  at: number;
  /** `ago`: how long ago; `stamp`: the moment itself. */
  as?: 'ago' | 'stamp';
  className?: string;
}

/** A time that reads the same on the server and in the browser, then in the reader's own zone. */
export function When({ at, as = 'ago', className }: Props) {
  const t = useT();
  const { now } = useClock();
  const isLocal = useHydrated();
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={fullStamp(at, isLocal)}
      className={className}
    >
      {as === 'ago' ? relative(t, at, now) : stamp(t, at, now, isLocal)}
    </time>
  );
}
