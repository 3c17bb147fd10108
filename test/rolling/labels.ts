import { setTimeout as wait } from 'node:timers/promises';
import type { StartedTestApp } from '../helpers/app.ts';
import type { DatabaseUrls } from '../helpers/databases.ts';
import { createLabelOnDiscord, type Label, runCommand, setUpLabel } from '../helpers/label.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import type { BotShard } from './bot-shard.ts';
import type { Release } from './previous-release.ts';
import type { Processes } from './processes.ts';

/** Decisions can be undone for so long, s: artists are told of them within the test. */
const UNDO_SECONDS = 3;
const POLL_INTERVAL_MS = 200;
/** An even one: a guild's shard, of two, is the parity of its id's timestamp. */
const FIRST_TIMESTAMP = 286_000_000_000n;
const TIMESTAMP_SHIFT = 22n;

export interface DeployedLabel extends Label {
  shard: BotShard;
}

/** Sets up a label of the shard as its owner does, on Pro; `serial` makes its id. */
export async function deployLabel(
  app: StartedTestApp,
  shard: BotShard,
  { processes, release, serial }: { processes: Processes; release: Release; serial: number },
): Promise<DeployedLabel> {
  const timestamp = FIRST_TIMESTAMP + BigInt(serial) * 2n + BigInt(shard.id);
  const id = timestamp << TIMESTAMP_SHIFT;
  const { name: _name, ...label } = await createLabelOnDiscord(app.discord, { id: String(id) });
  await setUpLabel(app, label);
  const grant = ['plan', 'grant', label.guildId, 'pro', '--reason', 'test'];
  await processes.runCommand(release, 'server/cli.ts', ...grant);
  return { ...label, shard };
}

/** Starts a move of a label's data by `/storage`, as its owner does. */
export async function startMove(app: StartedTestApp, label: Label, region: string): Promise<void> {
  const { owner, generalChannel } = label;
  const outcome = await runCommand(app, owner, generalChannel, 'storage', { region });
  if (outcome.kind !== 'message') throw new Error(`no move: ${JSON.stringify(outcome)}`);
}

/** Waits for a move's switch, which a worker does that knows the databases' schema. */
export async function waitUntilMoved(
  { control }: DatabaseUrls,
  { guildId }: Label,
  region: string,
): Promise<void> {
  const query = `SELECT region FROM guilds WHERE guild_id = ${guildId}`;
  const readRegion = async () => (await runAsSuperuser(query, databaseOf(control))).rows[0]?.region;
  while ((await readRegion()) !== region) await wait(POLL_INTERVAL_MS);
}

/** With SQL, because only the schema is the same in both releases. */
export async function shortenUndoTime({ regions }: DatabaseUrls): Promise<void> {
  for (const { app } of regions)
    await runAsSuperuser(
      `UPDATE vektra.guild_settings
         SET document = jsonb_set(document::jsonb, '{undoSeconds}', '${UNDO_SECONDS}')::text`,
      databaseOf(app),
    );
}

const databaseOf = (url: string): string => new URL(url).pathname.slice(1);
