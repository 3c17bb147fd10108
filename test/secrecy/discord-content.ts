import type { StartedTestApp } from '../helpers/app.ts';

/**
 * Everything that the local Discord holds: all channels, all threads and DMs, all answers for one.
 */
export async function readAllDiscordContent({
  discord: { control },
}: StartedTestApp): Promise<[where: string, text: string][]> {
  const found: [string, string][] = [];
  for (const channelId of Object.keys(await control.countMessages())) {
    // A thread that was deleted says nothing any more.
    const channel = await control.inspectChannel({ channelId, limit: 1_000 }).catch(() => null);
    if (channel) found.push([`Discord, channel ${channelId}`, JSON.stringify(channel)]);
  }
  for (const { id } of await control.listPeople())
    found.push([
      `Discord, answers for ${id} alone`,
      JSON.stringify(await control.readEphemeral({ personId: id })),
    ]);
  found.push(['Discord, calls', JSON.stringify(await control.listRequests({ limit: 20_000 }))]);
  return found;
}
