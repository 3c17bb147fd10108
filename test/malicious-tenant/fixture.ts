import test, { type ExecutionContext } from 'ava';
import { createHttpVisitor, type HttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import type { StartedTestApp } from '../helpers/app.ts';
import {
  type CustomerEngine,
  connectCustomerDatabase,
  type ProxiedCustomerDatabase,
} from '../helpers/customer-placement.ts';
import { submitDemoWithCard, waitForThread } from '../helpers/discord-actions.ts';
import {
  createLabel,
  type Label,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { COSTLY_ENGINES } from '../helpers/test-matrix.ts';
import { createWorkerFixture, type WorkerFixture } from '../worker/fixture.ts';

/** SQL as it is, instead of a value. */
export interface RawSql {
  sql: string;
}
export type SqlRow = Record<string, string | number | bigint | null | RawSql>;

/**
 * A label whose own database belongs to somebody who means harm, and one that has nothing to do
 * with it.
 */
export interface MaliciousTenant {
  app: StartedTestApp;
  label: Label;
  fixture: WorkerFixture;
  customerDatabase: ProxiedCustomerDatabase;
  engine: CustomerEngine;
  /**
   * Writes rows with all rights, as the database's owner can. The guild is the label's unless
   * named.
   */
  insertRows(table: string, rows: readonly SqlRow[]): Promise<void>;
  /** Any statement, `{table}` standing for the table's name there. */
  sql(statement: string): Promise<unknown>;
  /** A row of the outbox, due now. */
  outboxRow(row: SqlRow): SqlRow;
  neighbour: NeighbourTenant;
  /** The label's owner, logged in to the dashboard. */
  visitor: HttpVisitor;
}

export interface NeighbourTenant {
  label: Label;
  cardId: string;
  threadId: string;
  /** Everything that anybody of it sees. */
  readEverything(): Promise<string>;
}

const startApp = sharedApp({
  processes: ['server', 'bot', 'worker'],
  variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8', OUTBOX_SWEEP_MS: '300' },
});
let serial = 0;

export const testOnEngines = (
  title: string,
  body: (t: ExecutionContext, tenant: MaliciousTenant) => Promise<void>,
): void => {
  for (const engine of COSTLY_ENGINES)
    test(`${title} · ${engine}`, async (t) => body(t, await createMaliciousTenant(t, engine)));
};

async function createMaliciousTenant(
  t: ExecutionContext,
  engine: CustomerEngine,
): Promise<MaliciousTenant> {
  const app = await startApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  await submitDemoWithCard(app, label);
  const fixture = await createWorkerFixture(app, { label });
  const who = { ...fixture, tenancy: app.tenancy };
  const customerDatabase = await connectCustomerDatabase(t, who, engine, { hasWorker: true });

  const visitor = await signInAsOwner(app, label);
  const prefix = engine === 'postgres' ? 'vektra.' : '';
  const sql = (statement: string) =>
    customerDatabase.runAsAdmin(
      statement.replaceAll(/\{(\w+)\}/g, (_, table) => `${prefix}${table}`),
    );
  return {
    app,
    label,
    fixture,
    customerDatabase,
    engine,
    sql,
    async insertRows(table, rows) {
      const all = rows.map((row) => ({ guild_id: { sql: label.guildId }, ...row }));
      // One statement for rows of the same shape.
      const rowsByColumns = Map.groupBy(all, (row) => Object.keys(row).join(', '));
      for (const [columns, sameColumnRows] of rowsByColumns) {
        const values = sameColumnRows.map(
          (row) => `(${Object.values(row).map(toSqlLiteral).join(', ')})`,
        );
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
    neighbour: await createNeighbourTenant(app),
    visitor,
  };
}

/** The label's owner, logged in to the dashboard. */
export async function signInAsOwner(app: StartedTestApp, label: Label): Promise<HttpVisitor> {
  const visitor = createHttpVisitor(app.url, app.discord.url);
  await visitor.logIn(label.owner);
  return visitor;
}

function toSqlLiteral(value: SqlRow[string]): string {
  if (value === null) return 'NULL';
  if (typeof value === 'object') return value.sql;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

async function createNeighbourTenant(app: StartedTestApp): Promise<NeighbourTenant> {
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const { card } = await submitDemoWithCard(app, label, { trackTitle: 'Far Away' });
  const threadId = await waitForThread(app, label, 1);
  await waitForMessage(app, { channelId: threadId, authorId: LOCAL_APP.id });
  const { control } = app.discord;
  const { generalChannel, demosChannel, staffChannel, artist, secondArtist, staff, owner } = label;
  return {
    label,
    cardId: card.id,
    threadId,
    async readEverything() {
      const channels = await Promise.all(
        [generalChannel, demosChannel, staffChannel, threadId].map((channelId) =>
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
export async function assertStillDelivers(
  app: StartedTestApp,
  label: Label,
  trackTitle = `Alive ${++serial}`,
): Promise<void> {
  const trackUrl = `https://soundcloud.com/kite/alive-${++serial}`;
  await submitDemo(app, label, { trackTitle, trackUrl }, label.secondArtist);
  await waitForMessage(app, { channelId: label.staffChannel, contains: trackTitle });
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
 * The label's pages and commands answer: with data, or with a sentence of ours. Nobody sees a
 * fault.
 * @returns what they said
 */
export async function assertStillResponds(
  t: ExecutionContext,
  { app, label, visitor }: Pick<MaliciousTenant, 'app' | 'label' | 'visitor'>,
  morePages: readonly string[] = [],
): Promise<string> {
  const { owner, staff, artist, generalChannel, staffChannel, demosChannel, guildId } = label;
  const pages = [...PAGES, ...morePages].map(async (page) => {
    const { status, text } = await visitor.get(`/g/${guildId}${page}`);
    t.true([200, 409, 503].includes(status), `${page}: ${status}`);
    t.false(text.includes('Something went wrong on our side'), page);
    return text;
  });
  const commands = (
    [
      [staff, staffChannel, 'queue'],
      [artist, demosChannel, 'my_subs'],
      [owner, generalChannel, 'db_status'],
      [owner, generalChannel, 'setup'],
    ] as const
  ).map(async ([person, channel, command]) => {
    const text = messageText(await runCommand(app, person, channel, command));
    t.notRegex(text, /went wrong on our side/, command);
    return text;
  });
  return (await Promise.all([...pages, ...commands])).join('\n');
}
