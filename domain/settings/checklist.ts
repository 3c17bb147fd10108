import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { isVektraError } from '../errors/errors.ts';
import { tellingStorage } from '../errors/from-tenancy.ts';
import { readSettings } from './document.ts';
import type { ChecklistItem, GuildSettings } from './types.ts';

/** What Discord says of the staff channel; asked by the adapter. */
export interface ChannelFacts {
  exists: boolean;
  /** Permissions that the bot lacks there, by Discord's names. */
  missing: string[];
  /** Whether @everyone can see it. */
  isPublic: boolean;
}

/**
 * What is still missing before demos can come in, in the order in which to do it.
 * @throws VektraError `not_found` unless admin
 */
export async function checklist(
  { tenancy }: Deps,
  actor: Actor,
  askChannel: (channelId: string) => Promise<ChannelFacts>,
): Promise<ChecklistItem[]> {
  requireAdmin(actor);
  let settings: GuildSettings | null = null;
  let reachable = true;
  try {
    settings = await tellingStorage(tenancy.read(actor.guildId, readSettings));
  } catch (error) {
    if (!isVektraError(error)) throw error;
    reachable = error.code === 'not_set_up';
  }
  const storage = { id: 'storage' as const, ok: reachable, values: {} };
  // Whatever else is missing, nobody can know it now.
  if (!reachable) return [storage];
  const channelId = settings?.staffChannelId ?? null;
  const channel = channelId ? await askChannel(channelId) : null;
  const values: Record<string, string> = channelId ? { channelId } : {};
  return [
    { id: 'label', ok: settings !== null, values: settings ? { label: settings.labelName } : {} },
    { id: 'staff_channel', ok: channel?.exists === true, values },
    // Of a channel that is not there nothing more can be said.
    ...(channel?.exists ? aboutChannel(channel, values) : []),
    storage,
  ];
}

const aboutChannel = (
  { missing, isPublic }: ChannelFacts,
  values: Record<string, string>,
): ChecklistItem[] => [
  {
    id: 'channel_access',
    ok: missing.length === 0,
    values: { ...values, missing: missing.join(', ') },
  },
  { id: 'channel_private', ok: !isPublic, values },
];
