import type { DatabaseRow } from '../../../tenancy/index.ts';
import type { ChaosTarget } from '../fixture.ts';

/** What one guild's database holds at the end. */
export interface StoredState {
  guildId: string;
  submissions: { number: number; title: string; artistId: string; status: string }[];
  messages: { number: number; body: string; isFromArtist: boolean }[];
  /** Submissions of which a decision was taken back. */
  undone: Set<number>;
  counter: number;
  /** Deliveries that did not happen: kind, state, number, last error. */
  undelivered: string[];
  /** Due hints without their row. */
  orphanedDueRows: number;
}

/** Read as the app role, in one snapshot a guild. */
export function readStoredState({
  app: { tenancy },
  labels,
}: Pick<ChaosTarget, 'app' | 'labels'>): Promise<StoredState[]> {
  return Promise.all(
    labels.map(({ guildId }) =>
      tenancy.read(
        guildId,
        async (db) => {
          const selectAll = (table: string): Promise<DatabaseRow[]> => db.table(table).select();
          const [submissions, messages, counters, outbox, dueRows, events] = await Promise.all(
            [
              'submissions',
              'artist_messages',
              'guild_counters',
              'outbox',
              'outbox_due',
              'submission_events',
            ].map(selectAll),
          );
          const waiting = new Set(outbox?.map(({ id }) => id));
          return {
            guildId,
            submissions: (submissions ?? []).map((row) => ({
              number: Number(row.number),
              title: row.track_title,
              artistId: String(row.artist_id),
              status: row.status,
            })),
            messages: (messages ?? []).map((row) => ({
              number: Number(row.number),
              body: row.body,
              isFromArtist: row.direction === 'from_artist',
            })),
            undone: new Set(
              events?.filter(({ kind }) => kind === 'undone').map(({ number }) => Number(number)),
            ),
            counter: Number(counters?.find(({ name }) => name === 'submission')?.value ?? 0),
            undelivered: (outbox ?? []).map(
              (row) =>
                `${guildId}/${row.number}: ${row.kind} is ${row.state} after ${row.attempts} tries (${row.last_error})`,
            ),
            orphanedDueRows: (dueRows ?? []).filter(({ id }) => !waiting.has(id)).length,
          };
        },
        { snapshot: true },
      ),
    ),
  );
}
