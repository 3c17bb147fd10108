export const REPORT_PREFIX = 'vektra-listens/';

/** Whether this browser keeps reports that the server does not have; of anybody in any guild. */
export function hasKeptReports(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(REPORT_PREFIX));
  } catch {
    // Storage is blocked.
    return false;
  }
}
