import { useEffect, useState } from 'react';
import { formatTime } from './times.ts';

const TICK_MS = 30_000;

export function TimeStamp({ seconds, style }: { seconds: number; style: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (style !== 'R') return;
    const timer = window.setInterval(() => setNow(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, [style]);
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `<t:${seconds}>`;
  return (
    <time className="timestamp" dateTime={date.toISOString()} title={formatTime(seconds, 'F', now)}>
      {formatTime(seconds, style, now)}
    </time>
  );
}
