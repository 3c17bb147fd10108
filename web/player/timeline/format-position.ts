const MS_PER_SECOND = 1_000;

/** As players show it: `0:07`, `6:42`, `1:02:03`. */
export function formatPosition(ms: number): string {
  const [hours, minutes, seconds] = split(ms);
  const pad = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
}

/** For screen readers: `2 minutes 7 seconds`. @param locale BCP 47 tag */
export function speakPosition(locale: string, ms: number): string {
  const [hours, minutes, seconds] = split(ms);
  const format = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  return [
    ...(hours > 0 ? [format(hours, 'hour')] : []),
    ...(hours > 0 || minutes > 0 ? [format(minutes, 'minute')] : []),
    format(seconds, 'second'),
  ].join(' ');
}

function split(ms: number): [hours: number, minutes: number, seconds: number] {
  const total = Math.floor(Math.max(0, ms) / MS_PER_SECOND);
  return [Math.floor(total / 3_600), Math.floor(total / 60) % 60, total % 60];
}
