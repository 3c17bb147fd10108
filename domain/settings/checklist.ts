import { isVektraError } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { adminOperation } from '../operations/other-operations.ts';
import { readSettings } from './settings-document.ts';
import type { ChecklistItem } from './types.ts';

/** What Discord says of the staff channel; asked by the adapter. */
export interface ChannelInspection {
  exists: boolean;
  /** Permissions that the bot lacks there, by Discord's names. */
  missingPermissions: string[];
  /** Whether @everyone can see it. */
  isPublic: boolean;
}

/** How far a guild is set up, as its own data say. */
export interface SetupState {
  /** False while the guild's database does not answer: then nothing else is known. */
  isReachable: boolean;
  labelName: string | null;
  staffChannelId: string | null;
}

/** @throws VektraError `not_found` unless admin */
export const getSetupState = adminOperation({
  name: 'settings.get_setup_state',
  kind: 'query',
  limit: 'staffQuery',
  async run({ deps, caller: { guildId } }): Promise<SetupState> {
    try {
      const { label, staff } = await mapTenancyErrors(
        deps,
        deps.tenancy.read(guildId, readSettings),
      );
      return {
        isReachable: true,
        labelName: label.labelName,
        staffChannelId: staff.channelId,
      };
    } catch (error) {
      if (!isVektraError(error)) throw error;
      return { isReachable: error.code === 'not_set_up', labelName: null, staffChannelId: null };
    }
  },
});

/**
 * What is still missing before demos can come in, in the order in which to do it.
 * @param channel what Discord says of the staff channel; null when none is chosen
 */
export function buildChecklist(
  { isReachable, labelName, staffChannelId }: SetupState,
  channel: ChannelInspection | null,
): ChecklistItem[] {
  const storageItem = { id: 'storage' as const, ok: isReachable, values: {} };
  if (!isReachable) return [storageItem];
  const values: Record<string, string> = staffChannelId ? { channelId: staffChannelId } : {};
  return [
    { id: 'label', ok: labelName !== null, values: labelName ? { label: labelName } : {} },
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
