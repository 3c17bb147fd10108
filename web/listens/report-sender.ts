import type { ListeningReport, ReportStore } from './report-store.ts';

export interface ReportSender {
  /** Keeps the report, and sends it. */
  add(report: ListeningReport): void;
  /** Sends what is kept, the oldest first, until one does not arrive. */
  sendKept(): Promise<void>;
}

/**
 * Sends reports as forms of their demos' pages. One that does not arrive is kept, and sent again
 * under the same id with the next one, and whenever `sendKept` is called.
 * @param onCounted the server has counted it
 */
export function createReportSender(
  store: ReportStore,
  guildId: string,
  onCounted: (report: ListeningReport) => void,
): ReportSender {
  const inFlight = new Set<string>();
  let isSendingKept = false;

  /** @returns whether it needs no further try */
  const send = async (report: ListeningReport): Promise<boolean> => {
    const { requestId } = report;
    inFlight.add(requestId);
    try {
      const status = await post(guildId, report);
      if (!isFinal(status)) return false;
      store.remove(requestId);
      if (status === 200) onCounted(report);
      return true;
    } catch {
      // It did not reach the server, or its answer did not come back.
      return false;
    } finally {
      inFlight.delete(requestId);
    }
  };
  const sendKept = async () => {
    if (isSendingKept) return;
    isSendingKept = true;
    for (const report of store.list())
      if (!inFlight.has(report.requestId) && !(await send(report))) break;
    isSendingKept = false;
  };
  return {
    sendKept,
    add(report) {
      store.add(report);
      // At once, whatever else is being sent: the page may be about to go.
      void send(report).then((isDone) => (isDone ? sendKept() : undefined));
    },
  };
}

/** @returns the status of the answer */
async function post(guildId: string, report: ListeningReport): Promise<number> {
  const { number, requestId, track, positionMs, heardMs } = report;
  const { status } = await fetch(`/g/${guildId}/submissions/${number}.data`, {
    method: 'POST',
    body: new URLSearchParams({
      intent: 'listened',
      requestId,
      track,
      positionMs: String(positionMs),
      heardMs: String(heardMs),
    }),
    // It arrives also when the page is left meanwhile.
    keepalive: true,
  });
  return status;
}

/**
 * 200: it was counted. What is refused for good is not sent again; 202 is the redirect to sign in,
 * and with these others it could be counted later.
 */
const isFinal = (status: number): boolean =>
  status === 200 || (status >= 400 && status < 500 && ![401, 408, 429].includes(status));
