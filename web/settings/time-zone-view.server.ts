import type { GuildSettings } from '../../domain/settings/types.ts';
import { listTimeZones } from '../../domain/time/list-time-zones.ts';
import type { TimeZoneView } from './time-zone-view.ts';

/** Zones by continent, each with its city and its offset of today. */
export function presentTimeZone({ time, revisions }: GuildSettings, now: number): TimeZoneView {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { name, offset } of listTimeZones(now)) {
    const [continent = '', ...place] = name.replaceAll('_', ' ').split('/');
    const items = groups.get(continent) ?? [];
    items.push({ value: name, label: `${place.join(' / ') || name} (UTC${offset})` });
    groups.set(continent, items);
  }
  // Another name of a zone, which the list has not.
  const isListed = [...groups.values()].some((items) =>
    items.some(({ value }) => value === time.timeZone),
  );
  if (!isListed) groups.set(time.timeZone, [{ value: time.timeZone, label: time.timeZone }]);
  return {
    current: time.timeZone,
    groups: [...groups].map(([group, items]) => ({ group, items })),
    revision: revisions.time,
  };
}
