import { setTimeout as wait } from 'node:timers/promises';
import { type Actor, bindOperations, type Operations } from '../../domain/index.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import type { DatabaseRow } from '../../tenancy/index.ts';
import { waitForDeliveries } from '../chaos/wait-for-deliveries.ts';
import { createActor } from '../helpers/actor.ts';
import type { TestApp } from '../helpers/app.ts';
import { createLabel, type Label, messageText } from '../helpers/label.ts';

/**
 * A label whose staff and artist act without the bot: what follows on Discord is the worker's
 * alone.
 */
export interface WorkerFixture extends Label {
  app: TestApp;
  operations: Operations;
  admin: Actor;
  /** Sends a demo. @returns its number */
  submitDemo(trackTitle: string): Promise<number>;
  approve(number: number): Promise<unknown>;
  messageArtist(number: number, body: string): Promise<unknown>;
  replyAsArtist(number: number, body: string): Promise<unknown>;
  undo(number: number): Promise<unknown>;
  /** The DM channel of artist and bot. */
  openDmChannel(): Promise<string>;
  /** The thread of a demo, when it is there. */
  waitForThread(number: number): Promise<string>;
  readOutbox(): Promise<DatabaseRow[]>;
  /**
   * Waits until nothing is left to deliver; `includesTidying`: including the removal of duplicate
   * threads.
   */
  waitUntilIdle(options?: { includesTidying?: boolean }): Promise<void>;
  /** Waits until a delivery is so. */
  waitForRow(kind: string, matches: (row: DatabaseRow) => boolean): Promise<DatabaseRow>;
  /** Waits until nothing that fits is to be delivered any more. @returns what is, of other kinds */
  waitUntilGone(matches: (row: DatabaseRow) => boolean): Promise<DatabaseRow[]>;
  /** Waits until a delivery was given up. */
  waitForDeadLetter(kind: string): Promise<DatabaseRow>;
  /** What the bot says in a channel, with nobody's eyes. */
  readBotMessages(channelId: string): Promise<string[]>;
}

const IDLE_TIMEOUT_MS = 90_000;
let serial = 0;

/** Shows some of them: hundreds are not read. */
const createNotDeliveredError = (rows: readonly DatabaseRow[]) =>
  new Error(`${rows.length} not delivered: ${JSON.stringify(rows.slice(0, 10))}`);

export async function createWorkerFixture(
  app: TestApp,
  { undoSeconds = 0, label: existingLabel }: { undoSeconds?: number; label?: Label } = {},
): Promise<WorkerFixture> {
  const label = existingLabel ?? (await createLabel(app, { plan: 'pro' }));
  const { guildId, staffChannel } = label;
  const { tenancy, discord } = app;
  const operations = bindOperations({ tenancy, now: Date.now, discordUrl: discord.url });
  const createActorFor = (userId: string, facts: Partial<Actor> = {}): Actor => ({
    ...createActor(guildId, 'Somebody', facts),
    userId,
  });
  const admin = createActorFor(label.owner, { isAdmin: true });
  const staff = createActorFor(label.staff, { canView: (id) => id === staffChannel });
  const newRequestId = () => `desk:${++serial}-${guildId}`;
  const readOutbox = () =>
    tenancy.read(guildId, (db) => db.table('outbox').orderBy('id').select()) as Promise<
      DatabaseRow[]
    >;

  async function waitForRow(
    kind: string,
    matches: (row: DatabaseRow) => boolean,
  ): Promise<DatabaseRow> {
    const deadline = Date.now() + IDLE_TIMEOUT_MS;
    while (Date.now() < deadline) {
      const found = (await readOutbox()).find((each) => each.kind === kind && matches(each));
      if (found) return found;
      // Not every change of the outbox is announced: it is looked at, as settle() does.
      await wait(50);
    }
    throw new Error(`no such ${kind}: ${JSON.stringify(await readOutbox())}`);
  }

  async function waitUntilGone(matches: (row: DatabaseRow) => boolean): Promise<DatabaseRow[]> {
    const deadline = Date.now() + IDLE_TIMEOUT_MS;
    for (;;) {
      const open = (await readOutbox()).filter(
        ({ state }) => state === 'waiting' || state === 'leased',
      );
      if (!open.some(matches)) return open;
      if (Date.now() > deadline) throw createNotDeliveredError(open);
      await wait(50);
    }
  }

  await operations.settings.setUp(admin, { labelName: 'Nightfall' });
  await operations.settings.setStaffChannel(admin, { channelId: staffChannel });
  await tenancy.write(guildId, async (db) => {
    const row = await db.table('guild_settings').first('document');
    const document = JSON.stringify({ ...JSON.parse(row!.document), undoSeconds });
    await db.table('guild_settings').update({ document });
  });

  return {
    ...label,
    app,
    operations,
    admin,
    readOutbox,
    async submitDemo(trackTitle) {
      const trackUrl = `https://soundcloud.com/kite/${++serial}`;
      const demo = { requestId: newRequestId(), artistName: 'KITE', trackTitle, trackUrl };
      return (await operations.submissions.submit(createActorFor(label.artist), demo)).number;
    },
    approve: (number) =>
      operations.review.decide(staff, { requestId: newRequestId(), number, decision: 'approved' }),
    messageArtist: (number, body) =>
      operations.messages.sendToArtist(staff, { requestId: newRequestId(), number, body }),
    replyAsArtist: (number, body) =>
      operations.messages.receiveFromArtist(
        { guildId, userId: label.artist, name: 'Kite' },
        {
          requestId: newRequestId(),
          number,
          body,
          attachments: [],
        },
      ),
    undo: (number) => operations.review.undo(staff, { requestId: newRequestId(), number }),
    openDmChannel: async () =>
      (await discord.control.openDmWith({ personId: label.artist, userId: LOCAL_APP.id })).id,
    waitForThread: async (number) =>
      (await discord.control.waitForThread({ channelId: staffChannel, contains: `#${number} · ` }))
        .id,
    async waitUntilIdle(options) {
      if (await waitForDeliveries({ app, labels: [label] }, IDLE_TIMEOUT_MS, options)) return;
      throw createNotDeliveredError(await readOutbox());
    },
    waitForRow,
    waitUntilGone,
    waitForDeadLetter: (kind) => waitForRow(kind, ({ state }) => state === 'dead'),
    async readBotMessages(channelId) {
      const { messages } = await discord.control.inspectChannel({ channelId, limit: 200 });
      return messages.filter(({ author }) => author.id === LOCAL_APP.id).map(messageText);
    },
  };
}

export const countMatches = (texts: readonly string[], part: string): number =>
  texts.filter((text) => text.includes(part)).length;
