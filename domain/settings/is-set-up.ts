import type { Deps } from '../deps.ts';
import { isVektraError } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { operation } from '../operations/other-operations.ts';
import { readSettings } from './settings-document.ts';

/** Whether demos have a place to arrive: the label has a name and a staff channel. */
export const isSetUp = operation({
  name: 'settings.is_set_up',
  kind: 'query',
  access: 'system',
  limit: null,
  async run({ deps, caller }: { deps: Deps; caller: { guildId: string } }): Promise<boolean> {
    try {
      const read = deps.tenancy.read(caller.guildId, readSettings);
      return (await mapTenancyErrors(deps, read)).staff.channelId !== null;
    } catch (error) {
      if (isVektraError(error) && error.code === 'not_set_up') return false;
      throw error;
    }
  },
});
