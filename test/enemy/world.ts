import test, { type ExecutionContext } from 'ava';
import { browserLess, type Visitor } from '../../sandbox/demo/visitor.ts';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import { COSTLY_ENGINES } from '../helpers/full.ts';
import type { StartedHouse } from '../helpers/house.ts';
import {
  createLabel,
  type Label,
  run,
  setUp,
  submitDemo,
  textOf,
  waitFor,
} from '../helpers/label.ts';
import { demoWithCard, threadOf } from '../helpers/on-discord.ts';
import { connectOwn, type OwnEngine, type ReachedOwn } from '../helpers/own-place.ts';
import { sharedHouse } from '../helpers/shared-house.ts';
import { type Desk, openDesk } from '../worker/desk.ts';

/** SQL as it is, instead of a value. */
export interface Raw {
  sql: string;
}
export type PlantedRow = Record<string, string | number | bigint | null | Raw>;

/** A label whose own database belongs to somebody who means harm, and one that has nothing to do with it. */
export interface Enemy {
  house: StartedHouse;
  label: Label;
  desk: Desk;
  own: ReachedOwn;
  engine: OwnEngine;
  /** Writes rows with all rights, as the database's owner can. The guild is the label's unless named. */
  plant(table: string, rows: readonly PlantedRow[]): Promise<void>;
  /** Any statement, `{table}` standing for the table's name there. */
  sql(statement: string): Promise<unknown>;
  /** A row of the outbox, due now. */
  outboxRow(row: PlantedRow): PlantedRow;
  neighbour: Neighbour;
  /** The label's owner, logged in to the dashboard. */
  visitor: Visitor;
}

export interface Neighbour {
  label: Label;
  cardId: string;
  threadId: string;
  /** Everything that anybody of it sees. */
  seen(): Promise<string>;
}

const openHouse = sharedHouse({
  processes: ['server', 'bot', 'worker'],
  variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8', OUTBOX_SWEEP_MS: '300' },
});
let serial = 0;

export const onEngines = (
  title: string,
  body: (t: ExecutionContext, enemy: Enemy) => Promise<void>,
): void => {
  for (const engine of COSTLY_ENGINES)
    test(`${title} · ${engine}`, async (t) => body(t, await openEnemy(t, engine)));
};

async function openEnemy(t: ExecutionContext, engine: OwnEngine): Promise<Enemy> {
  const house = await openHouse();
  const label = await createLabel(house, { plan: 'pro' });
  await setUp(house, label);
  await demoWithCard(house, label);
  const desk = await openDesk(house, { label });
  const who = { ...desk, tenancy: house.tenancy };
  const own = await connectOwn(t, who, engine, { hasWorker: true });

  const visitor = await ownerOf(house, label);
  const prefix = engine === 'postgres' ? 'vektra.' : '';
  const sql = (statement: string) =>
    own.admin(statement.replaceAll(/\{(\w+)\}/g, (_, table) => `${prefix}${table}`));
  return {
    house,
    label,
    desk,
    own,
    engine,
    sql,
    async plant(table, rows) {
      const all = rows.map((row) => ({ guild_id: { sql: label.guildId }, ...row }));
      // One statement for rows of the same shape.
      const shapes = Map.groupBy(all, (row) => Object.keys(row).join(', '));
      for (const [columns, alike] of shapes) {
        const values = alike.map((row) => `(${Object.values(row).map(literal).join(', ')})`);
        await sql(`INSERT INTO {${table}} (${columns}) VALUES ${values.join(', ')}`);
      }
    },
    outboxRow: (row) => ({
      id: `0${++serial}-planted`,
      kind: 'card.post',
      number: 1,
      ref_id: null,
      state: 'waiting',
      created_at: Date.now(),
      due_at: Date.now() - 1_000,
      attempts: 0,
      ...row,
    }),
    neighbour: await openNeighbour(house),
    visitor,
  };
}

/** The label's owner, logged in to the dashboard. */
export async function ownerOf(house: StartedHouse, label: Label): Promise<Visitor> {
  const visitor = browserLess(house.url, house.discord.url);
  await visitor.logIn(label.owner);
  return visitor;
}

function literal(value: PlantedRow[string]): string {
  if (value === null) return 'NULL';
  if (typeof value === 'object') return value.sql;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

async function openNeighbour(house: StartedHouse): Promise<Neighbour> {
  const label = await createLabel(house, { plan: 'pro' });
  await setUp(house, label);
  const { card } = await demoWithCard(house, label, { trackTitle: 'Far Away' });
  const threadId = await threadOf(house, label, 1);
  await waitFor(house, { channelId: threadId, authorId: LOCAL_APP.id });
  const { control } = house.discord;
  const { general, demos, staffChannel, artist, secondArtist, staff, owner } = label;
  return {
    label,
    cardId: card.id,
    threadId,
    async seen() {
      const channels = await Promise.all(
        [general, demos, staffChannel, threadId].map((channelId) =>
          control.inspectChannel({ channelId, limit: 1_000 }),
        ),
      );
      const dms = await Promise.all(
        [artist, secondArtist, staff, owner].map((personId) =>
          control.readDm({ personId, userId: LOCAL_APP.id }),
        ),
      );
      return JSON.stringify([channels, dms], null, 1);
    },
  };
}

/** A demo of another person comes in, and its card is posted: behind all that is due before it. */
export async function stillDelivers(
  house: StartedHouse,
  label: Label,
  trackTitle = `Alive ${++serial}`,
): Promise<void> {
  const trackUrl = `https://soundcloud.com/kite/alive-${++serial}`;
  await submitDemo(house, label, { trackTitle, trackUrl }, label.secondArtist);
  await waitFor(house, { channelId: label.staffChannel, contains: trackTitle });
}

const PAGES = [
  '',
  '/submissions',
  '/submissions/1',
  '/settings',
  '/settings/storage',
  '/settings/plan',
];

/**
 * The label's pages and commands answer: with data, or with a sentence of ours. Nobody sees a fault.
 * @returns what they said
 */
export async function stillAnswers(
  t: ExecutionContext,
  { house, label, visitor }: Pick<Enemy, 'house' | 'label' | 'visitor'>,
  more: readonly string[] = [],
): Promise<string> {
  const { owner, staff, artist, general, staffChannel, demos, guildId } = label;
  const pages = [...PAGES, ...more].map(async (page) => {
    const { status, text } = await visitor.get(`/g/${guildId}${page}`);
    t.true([200, 409, 503].includes(status), `${page}: ${status}`);
    t.false(text.includes('Something broke on our side'), page);
    return text;
  });
  const commands = (
    [
      [staff, staffChannel, 'queue'],
      [artist, demos, 'my_subs'],
      [owner, general, 'db_status'],
      [owner, general, 'setup'],
    ] as const
  ).map(async ([person, place, command]) => {
    const text = textOf(await run(house, person, place, command));
    t.notRegex(text, /went wrong on our side/, command);
    return text;
  });
  return (await Promise.all([...pages, ...commands])).join('\n');
}
