/** A time of day as people type it: `9`, `9:00`, `17.30`, `5:30 pm`. */
const PATTERN = /^(\d{1,2})(?:[:.](\d{2}))?\s{0,2}([ap]m)?$/i;
const HALF_DAY = 12;

/** @returns minutes after midnight; null: not a time of day */
export function parseTime(text: string): number | null {
  const match = PATTERN.exec(text.trim());
  if (!match) return null;
  const [, hourText = '', minuteText = '0', half] = match;
  const typedHour = Number(hourText);
  if (half && (typedHour < 1 || typedHour > HALF_DAY)) return null;
  const hour = half
    ? (typedHour % HALF_DAY) + (half.toLowerCase() === 'pm' ? HALF_DAY : 0)
    : typedHour;
  const minutes = Number(minuteText);
  // 24:00 is how the end of a day is written.
  if (hour === 24 && minutes === 0) return 0;
  return hour < 24 && minutes < 60 ? hour * 60 + minutes : null;
}

/** `9:00` */
export const formatTime = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
