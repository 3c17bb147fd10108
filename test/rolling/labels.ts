import type { StartedTestApp } from '../helpers/app.ts';
import type { DatabaseUrls } from '../helpers/databases.ts';
import { createLabelOnDiscord, type Label, setUpLabel } from '../helpers/label.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import type { BotShard } from './bot-shard.ts';
import type { Release } from './previous-release.ts';
import type { Processes } from './processes.ts';

/** Decisions can be undone for so long, s: artists are told of them within the test. */
const UNDO_SECONDS = 3;
/** A region's ids begin here; a guild's shard is `(id >> 22) % shards`. */
const FIRST_GUILD_ID = 1_200_000_000_000_000_000n;
const SHARD_BIT = 22n;

export interface DeployedLabel extends Label {
  shard: BotShard;
}

/** Sets up a label of the shard as its owner does, on Pro; `serial` makes its id. */
export async function deployLabel(
  app: StartedTestApp,
  shard: BotShard,
  { processes, release, serial }: { processes: Processes; release: Release; serial: number },
): Promise<DeployedLabel> {
  const id = FIRST_GUILD_ID + ((BigInt(serial) * 2n + BigInt(shard.id)) << SHARD_BIT);
  const { name: _name, ...label } = await createLabelOnDiscord(app.discord, { id: String(id) });
  await setUpLabel(app, label);
  const grant = ['plan', 'grant', label.guildId, 'pro', '--reason', 'test'];
  await processes.runCommand(release, 'server/cli.ts', ...grant);
  return { ...label, shard };
}

/** Has a label's data moved by `/storage`, as its owner does. Resolves after the switch. */
export async function moveLabel(
  { discord }: StartedTestApp,
  { owner, generalChannel }: Label,
  region: string,
): Promise<void> {
  const target = { personId: owner, channelId: generalChannel };
  const outcome = await discord.control.runCommand({
    ...target,
    command: 'storage',
    options: { region },
    settle: true,
  });
  if (outcome.kind !== 'message') throw new Error(`no move: ${JSON.stringify(outcome)}`);
  await discord.control.wait({
    ...target,
    messageId: outcome.message.id,
    contains: '✅ Moved',
    timeoutMs: 120_000,
  });
}

/** With SQL, because only the schema is the same in both releases. */
export async function shortenUndoTime({ regions }: DatabaseUrls): Promise<void> {
  for (const { app } of regions)
    await runAsSuperuser(
      `UPDATE vektra.guild_settings
         SET document = jsonb_set(document::jsonb, '{undoSeconds}', '${UNDO_SECONDS}')::text`,
      new URL(app).pathname.slice(1),
    );
}
