import { REPORT_PREFIX } from './kept-reports.ts';
import type { Heard } from './meter-player.ts';

/** What was heard, on its way to the server. */
export interface ListeningReport extends Heard {
  /** With it the report counts once, however often it is sent. */
  requestId: string;
  /** When it was made, epoch ms. */
  at: number;
}

/** Of a person in a guild; the oldest make room. */
const MAX_REPORTS = 100;
/** The server remembers the ids of requests for seven days; later, one could count twice. */
const MAX_AGE_MS = 6 * 86_400_000;

export interface ReportStore {
  /** The oldest first. */
  list(): ListeningReport[];
  add(report: ListeningReport): void;
  remove(requestId: string): void;
}

/**
 * Keeps reports in this browser until the server has them; each under a key of its own, because
 * tabs change them at the same time. Where storage is blocked they last as long as the page.
 */
export function createReportStore({
  userId,
  guildId,
}: {
  userId: string;
  guildId: string;
}): ReportStore {
  const prefix = `${REPORT_PREFIX}${userId}/${guildId}/`;
  const unstored = new Map<string, ListeningReport>();

  const readStored = (): ListeningReport[] => {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => parseReport(localStorage.getItem(key)) ?? removeKey(key));
    } catch {
      return [];
    }
  };
  const store: ReportStore = {
    list: () => [...readStored(), ...unstored.values()].sort((a, b) => a.at - b.at),
    add(report) {
      try {
        localStorage.setItem(prefix + report.requestId, JSON.stringify(report));
      } catch {
        unstored.set(report.requestId, report);
      }
      for (const { requestId } of store.list().slice(0, -MAX_REPORTS)) store.remove(requestId);
    },
    remove(requestId) {
      unstored.delete(requestId);
      removeKey(prefix + requestId);
    },
  };
  return store;
}

/** @returns null for what is too old, or none */
function parseReport(text: string | null): ListeningReport | null {
  try {
    const { requestId, number, track, positionMs, heardMs, at } = JSON.parse(text ?? 'null');
    const isReport =
      typeof requestId === 'string' &&
      typeof track === 'string' &&
      [number, positionMs, heardMs].every(Number.isSafeInteger) &&
      at > Date.now() - MAX_AGE_MS;
    return isReport ? { requestId, number, track, positionMs, heardMs, at } : null;
  } catch {
    return null;
  }
}

function removeKey(key: string): [] {
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage is blocked: nothing was kept.
  }
  return [];
}
