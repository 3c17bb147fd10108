import type { Actor } from './actors/actor.ts';
import { isStaff } from './actors/policies.ts';
import type { Operations } from './contract.ts';
import type { Deps } from './deps.ts';
import { isVektraError } from './errors/errors.ts';
import { mapTenancyErrors } from './errors/map-tenancy-errors.ts';
import {
  type LimitName,
  type OperationLimiter,
  unlimitedOperationLimiter,
} from './limits/operation-limiter.ts';
import { receiveFromArtist } from './messages/receive-from-artist.ts';
import { sendToArtist } from './messages/send-to-artist.ts';
import { getOverview } from './overview/overview.ts';
import { getGuildPlan } from './plans/guild-plan.ts';
import { decide } from './review/decide.ts';
import { setStatus } from './review/set-status.ts';
import { undo } from './review/undo.ts';
import { getSetupState } from './settings/checklist.ts';
import { getSettings, renameLabel, setStaffChannel } from './settings/label-settings.ts';
import { setUpGuild } from './settings/set-up-guild.ts';
import { readSettings } from './settings/settings-document.ts';
import { connect, retestConnection, testConnection } from './storage/connect.ts';
import { abortMove, estimateMove, startMove } from './storage/moves.ts';
import { setDeferring } from './storage/set-deferring.ts';
import { checkSetupLink, createSetupLink, getSetup, startSetup } from './storage/setup.ts';
import { getStorageSummary } from './storage/storage-summary.ts';
import { getStorageView } from './storage/storage-view.ts';
import { countByStatus } from './submissions/counts.ts';
import {
  listDeferredSubmissions,
  submitDeferred,
  submitOrDefer,
} from './submissions/deferred-submissions.ts';
import { getSubmission } from './submissions/get.ts';
import { listSubmissions } from './submissions/list.ts';
import { getMySubmission, listMySubmissions } from './submissions/mine.ts';
import { submit } from './submissions/submit.ts';
import { withdraw } from './submissions/withdraw.ts';

/** Whoever asks, and where: an actor, or the sender of a direct message. */
type Caller = { guildId: string; userId: string };

/**
 * Binds every operation to its dependencies; bot and dashboard get the same object. Each is declared
 * with the limit that holds for whoever asks for it; one without is asked for by no person.
 */
export function bindOperations(
  deps: Deps,
  limiter: OperationLimiter = unlimitedOperationLimiter,
): Operations {
  const bind =
    <A extends unknown[], R>(operation: (deps: Deps, ...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      mapTenancyErrors(operation(deps, ...args));
  const rateLimit =
    <W extends Caller, A extends unknown[], R>(
      limit: LimitName,
      operation: (deps: Deps, caller: W, ...args: A) => Promise<R>,
    ) =>
    async (caller: W, ...args: A): Promise<R> => {
      await limiter.consume(limit, caller);
      return mapTenancyErrors(operation(deps, caller, ...args));
    };
  return {
    submissions: {
      submit: rateLimit('submit', submit),
      submitOrDefer: rateLimit('submit', submitOrDefer),
      submitDeferred: bind(submitDeferred),
      listDeferred: rateLimit('staffQuery', listDeferredSubmissions),
      list: rateLimit('staffQuery', listSubmissions),
      countByStatus: rateLimit('staffQuery', countByStatus),
      get: rateLimit('staffQuery', getSubmission),
      listMine: rateLimit('artistQuery', listMySubmissions),
      getMine: rateLimit('artistQuery', getMySubmission),
      withdraw: rateLimit('artistChange', withdraw),
    },
    review: {
      decide: rateLimit('staffChange', decide),
      undo: rateLimit('staffChange', undo),
      setStatus: rateLimit('staffChange', setStatus),
    },
    messages: {
      sendToArtist: rateLimit('staffMessage', sendToArtist),
      receiveFromArtist: rateLimit('artistMessage', receiveFromArtist),
    },
    settings: {
      setUp: rateLimit('staffChange', setUpGuild),
      setStaffChannel: rateLimit('staffChange', setStaffChannel),
      renameLabel: rateLimit('staffChange', renameLabel),
      get: rateLimit('staffQuery', getSettings),
      getSetupState: rateLimit('staffQuery', getSetupState),
    },
    storage: {
      get: rateLimit('staffQuery', getStorageView),
      getSummary: rateLimit('staffQuery', getStorageSummary),
      createSetupLink: rateLimit('storage', createSetupLink),
      checkSetupLink: rateLimit('staffQuery', checkSetupLink),
      startSetup: rateLimit('storage', startSetup),
      getSetup: rateLimit('staffQuery', getSetup),
      testConnection: rateLimit('databaseTest', testConnection),
      connect: rateLimit('storage', connect),
      retestConnection: rateLimit('databaseTest', retestConnection),
      estimateMove: rateLimit('staffQuery', estimateMove),
      startMove: rateLimit('storage', startMove),
      abortMove: rateLimit('staffChange', abortMove),
      setDeferring: rateLimit('staffChange', setDeferring),
    },
    overview: { get: rateLimit('staffQuery', getOverview) },
    access: { isStaff: bind(checkIsStaff) },
    plans: {
      get: bind((dependencies, { guildId }: { guildId: string }) =>
        getGuildPlan(dependencies, guildId),
      ),
    },
  };
}

async function checkIsStaff({ tenancy }: Deps, actor: Actor): Promise<boolean> {
  try {
    return await mapTenancyErrors(
      tenancy.read(actor.guildId, async (db) => isStaff(actor, await readSettings(db))),
    );
  } catch (error) {
    if (isVektraError(error) && error.code === 'not_set_up') return actor.isAdmin;
    throw error;
  }
}
