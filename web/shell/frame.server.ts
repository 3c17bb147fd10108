import type { GuildArgs } from '../routing/guild-loader.server.ts';
import type { FrameData } from './frame-data.ts';

/** What stands around every page of a guild: the rail, the sidebar and its counts. */
export async function presentFrame({
  actor,
  acts,
  context,
}: GuildArgs<unknown, unknown>): Promise<FrameData> {
  const [settings, plan, counts, servers] = await Promise.all([
    acts.settings.read(actor),
    acts.plan(actor.guildId),
    acts.submissions.counts(actor),
    context.servers(),
  ]);
  return {
    guildId: actor.guildId,
    labelName: settings.labelName,
    plan,
    counts,
    isAdmin: actor.isAdmin,
    viewer: { name: actor.name, avatarUrl: actor.avatarUrl },
    servers: servers
      .filter(({ access }) => access === 'open')
      .map(({ id, name, iconUrl }) => ({ id, name, iconUrl })),
    supportUrl: context.urls.support,
  };
}
