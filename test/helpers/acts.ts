import type { ExecutionContext } from 'ava';
import { type Actor, type Acts, bindActs } from '../../domain/index.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import { placeOf } from './every-place.ts';
import { connectOwn } from './own-place.ts';
import { newGuildId, testTenancy } from './storage.ts';

export interface ActsWorld {
  acts: Acts;
  tenancy: Tenancy;
  guildId: string;
  admin: Actor;
  staff: Actor;
  artist: Actor;
  /** A request id that was not used yet. */
  request(): string;
  /** A demo with fields of one's own. */
  demo(fields?: object): Parameters<Acts['submissions']['submit']>[1];
}

export const STAFF_CHANNEL = '700000000000000001';
let serial = 0;

/**
 * The acts on databases of this test's own, with a label that is set up, in the place that the test
 * runs on (see every-place.ts). No Discord.
 */
export async function actsWorld(
  t: Pick<ExecutionContext<unknown>, 'teardown' | 'context'>,
  {
    now = Date.now,
    plan,
    own,
  }: { now?: () => number; plan?: string; own?: { maxSockets: number } } = {},
): Promise<ActsWorld> {
  const place = placeOf(t);
  const tenancy = await testTenancy(t, undefined, now, own);
  const acts = bindActs({ tenancy, now, discordUrl: 'https://discord.test' });
  const guildId = newGuildId();
  if (plan || place !== 'managed')
    await tenancy.control.grantPlan({
      guildId,
      plan: plan ?? 'pro',
      operator: 'test',
      reason: 'test',
      endsAt: null,
      now: now(),
    });
  const admin = actorOf(guildId, 'Mara', { isAdmin: true });
  const world: ActsWorld = {
    acts,
    tenancy,
    guildId,
    admin,
    staff: actorOf(guildId, 'Jonas', { canView: (id) => id === STAFF_CHANNEL }),
    artist: actorOf(guildId, 'KITE'),
    request: () => `test:${++serial}-${guildId}`,
    demo: (fields = {}) => ({
      requestId: world.request(),
      artistName: 'KITE',
      trackTitle: 'Glass Horizon',
      trackUrl: `https://soundcloud.com/kite/${++serial}`,
      ...fields,
    }),
  };
  await acts.settings.start(admin, { labelName: 'Nightfall' });
  await acts.settings.setStaffChannel(admin, { channelId: STAFF_CHANNEL });
  if (place !== 'managed') await connectOwn(t, { acts, tenancy, admin }, place);
  return world;
}

let nextPerson = 600_000_000_000_000_000n;

export const actorOf = (guildId: string, name: string, facts: Partial<Actor> = {}): Actor => ({
  guildId,
  userId: String(nextPerson++),
  name,
  avatarUrl: null,
  source: 'discord',
  isAdmin: false,
  roleIds: [],
  canView: () => false,
  ...facts,
});
