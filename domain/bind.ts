import type { Actor } from './actors/actor.ts';
import { isStaff } from './actors/policies.ts';
import type { Acts } from './contract.ts';
import type { Deps } from './deps.ts';
import { isVektraError } from './errors/errors.ts';
import { tellingStorage } from './errors/from-tenancy.ts';
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

/** Binds every act to its dependencies; bot and dashboard get the same object. */
export function bindActs(deps: Deps): Acts {
  const bound =
    <A extends unknown[], R>(act: (deps: Deps, ...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      tellingStorage(act(deps, ...args));
  return {
    submissions: {
      submit: bound(submit),
      send: bound(send),
      deliverParked: bound(deliverParked),
      parked: bound(parked),
      list: bound(list),
      counts: bound(counts),
      get: bound(get),
      mine: bound(mine),
      getOwn: bound(getOwn),
      withdraw: bound(withdraw),
    },
    review: { decide: bound(decide), undo: bound(undo), setStatus: bound(setStatus) },
    messages: { toArtist: bound(toArtist), fromArtist: bound(fromArtist) },
    settings: {
      start: bound(start),
      setStaffChannel: bound(setStaffChannel),
      rename: bound(rename),
      read: bound(read),
      checklist: bound(checklist),
      storage: bound(storage),
    },
    storage: {
      view: bound(view),
      offerSetup: bound(offerSetup),
      checkLink: bound(checkLink),
      openSetup: bound(openSetup),
      setup: bound(setup),
      test: bound(test),
      connect: bound(connect),
      retest: bound(retest),
      estimate: bound(estimate),
      moveTo: bound(moveTo),
      abort: bound(abort),
      setParking: bound(setParking),
    },
    overview: bound(overview),
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
