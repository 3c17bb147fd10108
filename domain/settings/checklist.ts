import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { isVektraError } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { readSettings } from './settings-document.ts';
import type { ChecklistItem, GuildSettings } from './types.ts';

/** What Discord says of the staff channel; asked by the adapter. */
export interface ChannelInspection {
  exists: boolean;
  /** Permissions that the bot lacks there, by Discord's names. */
  missingPermissions: string[];
  /** Whether @everyone can see it. */
  isPublic: boolean;
}

/**
 * What is still missing before demos can come in, in the order in which to do it.
 * @throws VektraError `not_found` unless admin
 */
export async function getChecklist(
  { tenancy }: Deps,
  actor: Actor,
  inspectChannel: (channelId: string) => Promise<ChannelInspection>,
): Promise<ChecklistItem[]> {
  requireAdmin(actor);
  let settings: GuildSettings | null = null;
  let isReachable = true;
  try {
    settings = await mapTenancyErrors(tenancy.read(actor.guildId, readSettings));
  } catch (error) {
    if (!isVektraError(error)) throw error;
    isReachable = error.code === 'not_set_up';
  }
  const storageItem = { id: 'storage' as const, ok: isReachable, values: {} };
  // Whatever else is missing, nobody can know it now.
  if (!isReachable) return [storageItem];
  const channelId = settings?.staffChannelId ?? null;
  const channel = channelId ? await inspectChannel(channelId) : null;
  const values: Record<string, string> = channelId ? { channelId } : {};
  return [
    { id: 'label', ok: settings !== null, values: settings ? { label: settings.labelName } : {} },
    { id: 'staff_channel', ok: channel?.exists === true, values },
    // Of a channel that is not there nothing more can be said.
    ...(channel?.exists ? channelItems(channel, values) : []),
    storageItem,
  ];
}

const channelItems = (
  { missingPermissions, isPublic }: ChannelInspection,
  values: Record<string, string>,
): ChecklistItem[] => [
  {
    id: 'channel_access',
    ok: missingPermissions.length === 0,
    values: { ...values, missing: missingPermissions.join(', ') },
  },
  { id: 'channel_private', ok: !isPublic, values },
];
