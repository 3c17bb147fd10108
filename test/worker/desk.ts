import { setTimeout as wait } from 'node:timers/promises';
import { type Actor, type Acts, bindActs } from '../../domain/index.ts';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import type { Row } from '../../tenancy/index.ts';
import { settle } from '../chaos/settle.ts';
import { actorOf } from '../helpers/acts.ts';
import type { House } from '../helpers/house.ts';
import { createLabel, type Label, textOf } from '../helpers/label.ts';

/** A label whose staff and artist act without the bot: what follows on Discord is the worker's alone. */
export interface Desk extends Label {
  house: House;
  acts: Acts;
  admin: Actor;
  /** Sends a demo. @returns its number */
  send(trackTitle: string): Promise<number>;
  approve(number: number): Promise<unknown>;
  write(number: number, body: string): Promise<unknown>;
  answer(number: number, body: string): Promise<unknown>;
  undo(number: number): Promise<unknown>;
  /** The DM channel of artist and bot. */
  dm(): Promise<string>;
  /** The thread of a demo, when it is there. */
  thread(number: number): Promise<string>;
  outbox(): Promise<Row[]>;
  /** Waits until nothing is left to deliver; `tidied`: not even the look after second threads. */
  settled(options?: { tidied?: boolean }): Promise<void>;
  /** Waits until a delivery is so. */
  row(kind: string, fits: (row: Row) => boolean): Promise<Row>;
  /** Waits until nothing that fits is to be delivered any more. @returns what is, of other kinds */
  left(fits: (row: Row) => boolean): Promise<Row[]>;
  /** Waits until a delivery was given up. */
  dead(kind: string): Promise<Row>;
  /** What the bot says in a channel, with nobody's eyes. */
  said(channelId: string): Promise<string[]>;
}

const SETTLE_MS = 90_000;
let serial = 0;

/** Shows some of them: hundreds are not read. */
const notDelivered = (rows: readonly Row[]) =>
  new Error(`${rows.length} not delivered: ${JSON.stringify(rows.slice(0, 10))}`);

export async function openDesk(
  house: House,
  { undoSeconds = 0, label: known }: { undoSeconds?: number; label?: Label } = {},
): Promise<Desk> {
  const label = known ?? (await createLabel(house, { plan: 'pro' }));
  const { guildId, staffChannel } = label;
  const { tenancy, discord } = house;
  const acts = bindActs({ tenancy, now: Date.now, discordUrl: discord.url });
  const as = (userId: string, facts: Partial<Actor> = {}): Actor => ({
    ...actorOf(guildId, 'Somebody', facts),
    userId,
  });
  const admin = as(label.owner, { isAdmin: true });
  const staff = as(label.staff, { canView: (id) => id === staffChannel });
  const requestId = () => `desk:${++serial}-${guildId}`;
  const outbox = () =>
    tenancy.read(guildId, (db) => db.table('outbox').orderBy('id').select()) as Promise<Row[]>;

  async function row(kind: string, fits: (row: Row) => boolean): Promise<Row> {
    const giveUpAt = Date.now() + SETTLE_MS;
    while (Date.now() < giveUpAt) {
      const found = (await outbox()).find((each) => each.kind === kind && fits(each));
      if (found) return found;
      // Not every change of the outbox is announced: it is looked at, as settle() does.
      await wait(50);
    }
    throw new Error(`no such ${kind}: ${JSON.stringify(await outbox())}`);
  }

  async function left(fits: (row: Row) => boolean): Promise<Row[]> {
    const giveUpAt = Date.now() + SETTLE_MS;
    for (;;) {
      const open = (await outbox()).filter(
        ({ state }) => state === 'waiting' || state === 'leased',
      );
      if (!open.some(fits)) return open;
      if (Date.now() > giveUpAt) throw notDelivered(open);
      await wait(50);
    }
  }

  await acts.settings.start(admin, { labelName: 'Nightfall' });
  await acts.settings.setStaffChannel(admin, { channelId: staffChannel });
  await tenancy.write(guildId, async (db) => {
    const row = await db.table('guild_settings').first('document');
    const document = JSON.stringify({ ...JSON.parse(row.document), undoSeconds });
    await db.table('guild_settings').update({ document });
  });

  return {
    ...label,
    house,
    acts,
    admin,
    outbox,
    async send(trackTitle) {
      const trackUrl = `https://soundcloud.com/kite/${++serial}`;
      const demo = { requestId: requestId(), artistName: 'KITE', trackTitle, trackUrl };
      return (await acts.submissions.submit(as(label.artist), demo)).number;
    },
    approve: (number) =>
      acts.review.decide(staff, { requestId: requestId(), number, decision: 'approved' }),
    write: (number, body) =>
      acts.messages.toArtist(staff, { requestId: requestId(), number, body }),
    answer: (number, body) =>
      acts.messages.fromArtist({
        requestId: requestId(),
        guildId,
        userId: label.artist,
        userName: 'Kite',
        number,
        body,
        attachments: [],
      }),
    undo: (number) => acts.review.undo(staff, { requestId: requestId(), number }),
    dm: async () =>
      (await discord.control.openDmWith({ personId: label.artist, userId: LOCAL_APP.id })).id,
    thread: async (number) =>
      (await discord.control.waitForThread({ channelId: staffChannel, contains: `#${number} · ` }))
        .id,
    async settled(options) {
      if (await settle({ house, labels: [label] }, SETTLE_MS, options)) return;
      throw notDelivered(await outbox());
    },
    row,
    left,
    dead: (kind) => row(kind, ({ state }) => state === 'dead'),
    async said(channelId) {
      const { messages } = await discord.control.inspectChannel({ channelId, limit: 200 });
      return messages.filter(({ author }) => author.id === LOCAL_APP.id).map(textOf);
    },
  };
}

export const countOf = (texts: readonly string[], part: string): number =>
  texts.filter((text) => text.includes(part)).length;
