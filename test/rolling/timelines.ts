import pMap from 'p-map';
import type { DatabaseRow } from '../../tenancy/index.ts';
import type { TestApp } from '../helpers/app.ts';
import type { DeployedLabel } from './labels.ts';
import type { Load } from './load.ts';
import type { DeployedServer } from './processes.ts';

const CONCURRENT_PAGES = 4;

/**
 * Compares what each server shows of each demo's history with what is stored, and what is stored with
 * the demo's status.
 * @returns what differs
 */
export async function compareTimelines(
  { tenancy }: TestApp,
  load: Load,
  servers: readonly DeployedServer[],
): Promise<string[]> {
  const differences: string[] = [];
  for (const label of load.labels) {
    const { submissions, events, messages } = await readHistories(tenancy, label);
    await pMap(
      submissions,
      async ({ number, status }) => {
        const ofDemo = (row: DatabaseRow) => row.number === number;
        const demo = `${label.guildId}/${number}`;
        const stored = [...events.filter(ofDemo), ...messages.filter(ofDemo)]
          .sort((a, b) => Number(a.at) - Number(b.at) || (a.id < b.id ? -1 : 1))
          .map(formatStoredEntry);
        const chain = findBrokenChain(events.filter(ofDemo), status);
        if (chain) differences.push(`${demo}: ${chain}`);
        for (const server of servers) {
          const page = await load.openPage(label, server, `/submissions/${number}`);
          const shown = parseTimeline(page);
          if (shown.join() !== stored.join())
            differences.push(`${demo}: ${server.name} shows ${shown}, stored are ${stored}`);
        }
      },
      { concurrency: CONCURRENT_PAGES },
    );
  }
  return differences;
}

const readHistories = (tenancy: TestApp['tenancy'], { guildId }: DeployedLabel) =>
  tenancy.read(
    guildId,
    async (db) => {
      const selectAll = (table: string): Promise<DatabaseRow[]> => db.table(table).select();
      return {
        submissions: await selectAll('submissions'),
        // The table that both releases write: rows of `events` repeat it.
        events: await selectAll('submission_events'),
        messages: await selectAll('artist_messages'),
      };
    },
    { snapshot: true },
  );

const formatStoredEntry = ({ kind, to_status: to, body }: DatabaseRow): string => {
  if (body !== undefined) return 'message';
  return kind === 'submitted' || kind === 'undone' ? kind : to;
};

/** Each event begins with the status that the one before led to; the last leads to the demo's. */
function findBrokenChain(events: readonly DatabaseRow[], status: string): string | null {
  const sorted = [...events].sort((a, b) => Number(a.at) - Number(b.at) || (a.id < b.id ? -1 : 1));
  const chain = sorted.map(({ from_status: from, to_status: to }) => [from, to] as const);
  const isWhole =
    sorted[0]?.kind === 'submitted' &&
    chain.every(([from], index) => from === (chain[index - 1]?.[1] ?? null)) &&
    chain.at(-1)?.[1] === status;
  if (isWhole) return null;
  return `is ${status} after ${chain.map(([from, to]) => `${from} → ${to}`).join(', ')}`;
}

/** The entries of a demo page's timeline, in order: a status, `submitted`, `undone` or `message`. */
function parseTimeline(page: string): string[] {
  const entries = page.matchAll(/<li data-kind="(event|message)">(.*?)<\/li>/gs);
  return [...entries].map(([, kind, content = '']) => {
    if (kind === 'message') return 'message';
    const status = /data-status="(\w+)"/.exec(content)?.[1];
    return status ?? (content.includes('tabler-icon-inbox') ? 'submitted' : 'undone');
  });
}
