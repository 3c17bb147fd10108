import { z } from 'zod';
import { recordGuildEvent } from '../events/record-guild-event.ts';
import { adminOperation } from '../operations/other-operations.ts';
import { storageEvents } from './events.ts';

/**
 * Whether demos are deferred while the database is unavailable. @throws VektraError `not_found`
 * unless admin
 */
export const setDeferring = adminOperation({
  name: 'storage.set_deferring',
  kind: 'mutation',
  limit: 'staffChange',
  input: z.object({ isEnabled: z.boolean() }),
  async run({ deps, caller: actor }, { isEnabled }): Promise<void> {
    const { guildId } = actor;
    await deps.tenancy.getPlacement(guildId);
    await deps.tenancy.storage.setDeferring(guildId, isEnabled);
    await recordGuildEvent(
      deps,
      actor,
      isEnabled ? storageEvents.deferringEnabled : storageEvents.deferringDisabled,
      { target: null },
    );
  },
});
