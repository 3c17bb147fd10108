import type { OpeningHours } from '../../domain/intake-rules/opening-hours.ts';
import type { Translator } from '../translator.ts';
import { formatTime } from './parse-time.ts';

/** A week's days, Monday first, as the catalogue names them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** `Mon – Fri 9:00–18:00, Sat 10:00–14:00`; days in a row with the same hours are one. */
export function formatHours(t: Translator, days: OpeningHours['days']): string {
  const runs: { first: number; last: number; times: string }[] = [];
  for (const [index, day] of days.entries()) {
    if (!day) continue;
    const times = t('intake_rules.times', { from: formatTime(day.from), to: formatTime(day.to) });
    const run = runs.at(-1);
    if (run?.last === index - 1 && run.times === times) run.last = index;
    else runs.push({ first: index, last: index, times });
  }
  const nameDay = (index: number) => t(`intake_rules.day.${WEEKDAYS[index] ?? 'mon'}`);
  return runs
    .map(({ first, last, times }) => {
      const values = { first: nameDay(first), last: nameDay(last), times };
      return t(first === last ? 'intake_rules.one_day' : 'intake_rules.days', values);
    })
    .join(', ');
}
