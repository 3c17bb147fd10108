import { useEffect, useState } from 'react';
import { formatTime } from './format-time.ts';

const TICK_MS = 10_000;

export function TimeStamp({ seconds, style }: { seconds: number; style: string }) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (style !== 'R') return;
    const timer = window.setInterval(() => tick((count) => count + 1), TICK_MS);
    return () => window.clearInterval(timer);
  }, [style]);
  const now = Date.now();
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `<t:${seconds}>`;
  return (
    <time className="timestamp" dateTime={date.toISOString()} title={formatTime(seconds, 'F', now)}>
      {formatTime(seconds, style, now)}
    </time>
  );
}
