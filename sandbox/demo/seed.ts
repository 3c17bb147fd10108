import { type Actor, bindActs } from '../../domain/index.ts';
import { createTenancy, type TenancyConfig } from '../../tenancy/index.ts';
import { HISTORY, type PastDemo } from './history.ts';
import { NIGHTFALL, PEOPLE } from './world.ts';

const HOUR = 3_600_000;
const ADMIN = 'mara';

/**
 * Gives the demo's label its history by running the acts themselves, with a clock that goes through
 * the last three weeks. What they cause on Discord is delivered by the worker, as always.
 */
export async function seedHistory(config: TenancyConfig, discordUrl: string): Promise<void> {
  let clock = Date.now() - 24 * 21 * HOUR;
  const now = () => clock;
  const tenancy = createTenancy(config, { now });
  const acts = bindActs({ tenancy, now, discordUrl });
  try {
    await tenancy.control.grantPlan({
      guildId: NIGHTFALL.id,
      plan: 'pro',
      operator: 'demo',
      reason: 'The demo shows the Pro plan',
      endsAt: null,
      now: clock,
    });
    await acts.settings.start(actor(ADMIN), { labelName: 'Nightfall Records' });
    await acts.settings.setStaffChannel(actor(ADMIN), { channelId: NIGHTFALL.staff });

    const numbers = new Map<PastDemo, number>();
    const steps = HISTORY.flatMap((demo, index) => {
      const at = Date.now() - demo.hoursAgo * HOUR;
      return [
        { at, run: () => send(demo, index) },
        ...(demo.next ?? []).map((step, turn) => ({
          at: at + step.after * HOUR,
          run: () => follow(demo, step, `seed-${index}-${turn}`),
        })),
      ];
    }).sort((a, b) => a.at - b.at);
    for (const { at, run } of steps) {
      clock = Math.min(at, Date.now());
      await run();
    }

    async function send(demo: PastDemo, index: number): Promise<void> {
      const { number } = await acts.submissions.submit(actor(demo.by), {
        requestId: `seed-demo-${index}`,
        artistName: demo.artist,
        trackTitle: demo.title,
        trackUrl: demo.url,
        genre: demo.genre,
        ...(demo.message ? { message: demo.message } : {}),
      });
      numbers.set(demo, number);
    }

    async function follow(
      demo: PastDemo,
      step: NonNullable<PastDemo['next']>[number],
      requestId: string,
    ): Promise<void> {
      const number = numbers.get(demo) ?? 0;
      if ('status' in step) {
        const { status, reason } = step;
        await acts.review.setStatus(actor(step.by), { requestId, number, status, reason });
      } else if ('says' in step) {
        await acts.messages.toArtist(actor(step.by), { requestId, number, body: step.says });
      } else if ('artistSays' in step) {
        const artist = PEOPLE[demo.by];
        await acts.messages.fromArtist({
          requestId,
          guildId: NIGHTFALL.id,
          userId: artist.id,
          userName: artist.globalName,
          number,
          body: step.artistSays,
          attachments: [],
        });
      } else {
        await acts.submissions.withdraw(actor(demo.by), { requestId, number });
      }
    }
  } finally {
    await tenancy.close();
  }
}

/** Whether the label is there: a start that was cut short is seeded by the next one. */
export async function isSeeded(config: TenancyConfig, discordUrl: string): Promise<boolean> {
  const tenancy = createTenancy(config);
  const acts = bindActs({ tenancy, now: Date.now, discordUrl });
  try {
    // In a database of its own: it was there to be moved.
    if ((await tenancy.placement(NIGHTFALL.id)).kind === 'own') return true;
    const counts = await acts.submissions.counts(actor(ADMIN));
    return Object.values(counts).reduce((sum, count) => sum + count, 0) >= HISTORY.length;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'not_set_up' || code === 'unknown_guild') return false;
    throw error;
  } finally {
    await tenancy.close();
  }
}

const actor = (name: keyof typeof PEOPLE): Actor => ({
  guildId: NIGHTFALL.id,
  userId: PEOPLE[name].id,
  name: PEOPLE[name].globalName,
  avatarUrl: null,
  source: 'discord',
  isAdmin: ['mara', 'jonas', 'ines'].includes(name),
  roleIds: [],
  canView: () => false,
});
