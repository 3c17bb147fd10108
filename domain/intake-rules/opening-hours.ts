import { Temporal } from 'temporal-polyfill';
import type { SectionValue } from '../settings/settings-document.ts';

export type OpeningHours = SectionValue<'hours'>;

/**
 * When a label next takes demos.
 * @param days of the week, Monday first, in the label's time zone
 * @param now epoch ms
 * @returns null: now, or never; else epoch ms
 */
export function findNextOpening(
  { days }: Pick<OpeningHours, 'days'>,
  timeZone: string,
  now: number,
): number | null {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  let next: number | null = null;
  // Yesterday's may last past midnight; in a week each day has come once.
  for (let offset = -1; offset <= 7; offset++) {
    const date = today.toPlainDate().add({ days: offset });
    const hours = days[date.dayOfWeek - 1];
    if (!hours) continue;
    const opensAt = toEpochMs(date, hours.from, timeZone);
    const lastDate = hours.to > hours.from ? date : date.add({ days: 1 });
    if (now >= opensAt && now < toEpochMs(lastDate, hours.to, timeZone)) return null;
    if (opensAt > now && (next === null || opensAt < next)) next = opensAt;
  }
  return next;
}

/** A time that a clock change skips is the same time after it. */
const toEpochMs = (date: Temporal.PlainDate, minutes: number, timeZone: string): number =>
  date.toZonedDateTime({
    timeZone,
    plainTime: new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60),
  }).epochMilliseconds;
