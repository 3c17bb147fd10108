import type { Actor } from './actors/actor.ts';
import { isStaff } from './actors/policies.ts';
import type { Acts } from './contract.ts';
import type { Deps } from './deps.ts';
import { isVektraError } from './errors/errors.ts';
import { tellingStorage } from './errors/from-tenancy.ts';
import {
  type LimitName,
  noOperationLimiter,
  type OperationLimiter,
} from './limits/operation-limiter.ts';
import { fromArtist } from './messages/from-artist.ts';
import { toArtist } from './messages/to-artist.ts';
import { overview } from './overview/overview.ts';
import { guildPlan } from './plans/guild-plan.ts';
import { decide } from './review/decide.ts';
import { setStatus } from './review/set-status.ts';
import { undo } from './review/undo.ts';
import { read, rename, setStaffChannel } from './settings/change.ts';
import { checklist } from './settings/checklist.ts';
import { readSettings } from './settings/document.ts';
import { start } from './settings/start.ts';
import { storage } from './settings/storage.ts';
import { connect, retest, test } from './storage/connect.ts';
import { setParking } from './storage/parking.ts';
import { abort, estimate, moveTo } from './storage/regions.ts';
import { checkLink, offerSetup, openSetup, setup } from './storage/setup.ts';
import { view } from './storage/view.ts';
import { counts } from './submissions/counts.ts';
import { get } from './submissions/get.ts';
import { list } from './submissions/list.ts';
import { getOwn, mine } from './submissions/own.ts';
import { deliverParked, parked, send } from './submissions/parked.ts';
import { submit } from './submissions/submit.ts';
import { withdraw } from './submissions/withdraw.ts';

/** Whoever asks, and where: an actor, or the sender of a direct message. */
type Asker = { guildId: string; userId: string };

/**
 * Binds every operation to its dependencies; bot and dashboard get the same object. Each is declared
 * with the limit that holds for whoever asks for it; one without is asked for by no person.
 */
export function bindActs(deps: Deps, limiter: OperationLimiter = noOperationLimiter): Acts {
  const bound =
    <A extends unknown[], R>(act: (deps: Deps, ...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      tellingStorage(act(deps, ...args));
  const limited =
    <W extends Asker, A extends unknown[], R>(
      limit: LimitName,
      act: (deps: Deps, who: W, ...args: A) => Promise<R>,
    ) =>
    async (who: W, ...args: A): Promise<R> => {
      await limiter.take(limit, who);
      return tellingStorage(act(deps, who, ...args));
    };
  return {
    submissions: {
      submit: limited('submit', submit),
      send: limited('submit', send),
      deliverParked: bound(deliverParked),
      parked: limited('staffQuery', parked),
      list: limited('staffQuery', list),
      counts: limited('staffQuery', counts),
      get: limited('staffQuery', get),
      mine: limited('artistQuery', mine),
      getOwn: limited('artistQuery', getOwn),
      withdraw: limited('artistChange', withdraw),
    },
    review: {
      decide: limited('staffChange', decide),
      undo: limited('staffChange', undo),
      setStatus: limited('staffChange', setStatus),
    },
    messages: {
      toArtist: limited('staffMessage', toArtist),
      fromArtist: limited('artistMessage', fromArtist),
    },
    settings: {
      start: limited('staffChange', start),
      setStaffChannel: limited('staffChange', setStaffChannel),
      rename: limited('staffChange', rename),
      read: limited('staffQuery', read),
      checklist: limited('staffQuery', checklist),
      storage: limited('staffQuery', storage),
    },
    storage: {
      view: limited('staffQuery', view),
      offerSetup: limited('storage', offerSetup),
      checkLink: limited('staffQuery', checkLink),
      openSetup: limited('storage', openSetup),
      setup: limited('staffQuery', setup),
      test: limited('databaseTest', test),
      connect: limited('storage', connect),
      retest: limited('databaseTest', retest),
      estimate: limited('staffQuery', estimate),
      moveTo: limited('storage', moveTo),
      abort: limited('staffChange', abort),
      setParking: limited('staffChange', setParking),
    },
    overview: limited('staffQuery', overview),
    isStaff: bound(staffOf),
    plan: bound(guildPlan),
  };
}

async function staffOf({ tenancy }: Deps, actor: Actor): Promise<boolean> {
  try {
    return await tellingStorage(
      tenancy.read(actor.guildId, async (db) => isStaff(actor, await readSettings(db))),
    );
  } catch (error) {
    if (isVektraError(error) && error.code === 'not_set_up') return actor.isAdmin;
    throw error;
  }
}
