import { z } from 'zod';

const MAX_LENGTH = 64;
/** Those that were found to exist: there are some hundreds, and asking again is slow. */
const knownZones = new Set<string>();

/** Whether `name` is a time zone of the IANA database, or another name of one. */
export function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  // An offset such as +02:00 is accepted there, and has no summer time.
  if (name.length > MAX_LENGTH || !/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  knownZones.add(name);
  return true;
}

/** A time zone as the IANA database names it, e.g. `Europe/Berlin`. */
export const timeZoneName = z.string('text.missing').trim().refine(isTimeZone, 'time.zone_unknown');
