import type { GuildSettings } from '../../domain/settings/types.ts';

/** As a time field has it: `09:00`. */
const formatTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

export const presentHours = ({ hours, time, revisions }: GuildSettings) => ({
  isLimited: hours.isLimited,
  /** Monday first; empty: closed that day. */
  days: hours.days.map((day) => ({
    from: day ? formatTime(day.from) : '',
    to: day ? formatTime(day.to) : '',
  })),
  answer: hours.answer ?? '',
  timeZone: time.timeZone.replaceAll('_', ' '),
  revision: revisions.hours,
});

export type HoursView = ReturnType<typeof presentHours>;
