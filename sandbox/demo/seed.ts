import { type Actor, bindOperations, submissionSubject } from '../../domain/index.ts';
import { createTenancy, type TenancyConfig } from '../../tenancy/index.ts';
import { NIGHTFALL, PEOPLE } from './demo-guilds.ts';
import { HISTORY, type PastDemo } from './history.ts';

const HOUR_MS = 3_600_000;
const ADMIN = 'mara';

/**
 * Gives the demo's label its history by running the acts themselves, with a clock that goes through
 * the last three weeks. What they cause on Discord is delivered by the worker, as always.
 */
export async function seedHistory(config: TenancyConfig, discordUrl: string): Promise<void> {
  let clockMs = Date.now() - 24 * 21 * HOUR_MS;
  const now = () => clockMs;
  const tenancy = createTenancy(config, { now });
  const operations = bindOperations({ tenancy, now, discordUrl });
  try {
    await tenancy.control.grantPlan({
      guildId: NIGHTFALL.id,
      plan: 'pro',
      operator: 'demo',
      reason: 'The demo shows the Pro plan',
      endsAt: null,
      now: clockMs,
    });
    await operations.settings.setUp(createActor(ADMIN), { labelName: 'Nightfall Records' });
    await operations.settings.setStaffChannel(createActor(ADMIN), { channelId: NIGHTFALL.staff });

    const numbers = new Map<PastDemo, number>();
    const steps = HISTORY.flatMap((demo, index) => {
      const at = Date.now() - demo.hoursAgo * HOUR_MS;
      return [
        { at, run: () => submitDemo(demo, index) },
        ...(demo.followUps ?? []).map((step, stepIndex) => ({
          at: at + step.hoursAfter * HOUR_MS,
          run: () => applyStep(demo, step, `seed-${index}-${stepIndex}`),
        })),
      ];
    }).sort((a, b) => a.at - b.at);
    for (const { at, run } of steps) {
      clockMs = Math.min(at, Date.now());
      await run();
    }

    async function submitDemo(demo: PastDemo, index: number): Promise<void> {
      const { number } = await operations.submissions.submit(createActor(demo.person), {
        requestId: `seed-demo-${index}`,
        artistName: demo.artist,
        trackTitle: demo.title,
        trackUrl: demo.url,
        genre: demo.genre,
        ...(demo.message ? { message: demo.message } : {}),
      });
      numbers.set(demo, number);
    }

    async function applyStep(
      demo: PastDemo,
      step: NonNullable<PastDemo['followUps']>[number],
      requestId: string,
    ): Promise<void> {
      const number = numbers.get(demo) ?? 0;
      if ('status' in step) {
        const { status, reason } = step;
        await operations.review.setStatus(createActor(step.person), {
          requestId,
          number,
          status,
          reason,
        });
      } else if ('staffMessage' in step) {
        await operations.messages.sendToArtist(createActor(step.person), {
          requestId,
          number,
          body: step.staffMessage,
        });
      } else if ('artistReply' in step) {
        const artist = PEOPLE[demo.person];
        await operations.messages.receiveFromArtist(
          { guildId: NIGHTFALL.id, userId: artist.id, name: artist.globalName },
          { requestId, number, body: step.artistReply, attachments: [] },
        );
      } else if ('note' in step) {
        const { note, positionMs } = step;
        await operations.notes.add(createActor(step.person), {
          requestId,
          subject: submissionSubject(number),
          body: note,
          ...(positionMs === undefined ? {} : { positionMs }),
        });
      } else if ('tag' in step) {
        await operations.tags.add(createActor(step.person), {
          requestId,
          subject: submissionSubject(number),
          tag: step.tag,
        });
      } else if ('stars' in step) {
        await operations.ratings.rate(createActor(step.person), {
          requestId,
          subject: submissionSubject(number),
          stars: step.stars,
        });
      } else if ('priority' in step) {
        const { priority } = step;
        await operations.review.setPriority(createActor(step.person), {
          requestId,
          number,
          priority,
        });
      } else if ('isTaken' in step) {
        await operations.assignments.assign(createActor(step.person), {
          requestId,
          subject: submissionSubject(number),
        });
      } else {
        await operations.submissions.withdraw(createActor(demo.person), { requestId, number });
      }
    }
  } finally {
    await tenancy.close();
  }
}

/** Whether the label is there: a start that was cut short is seeded by the next one. */
export async function isSeeded(config: TenancyConfig, discordUrl: string): Promise<boolean> {
  const tenancy = createTenancy(config);
  const operations = bindOperations({ tenancy, now: Date.now, discordUrl });
  try {
    // In a database of its own: it was there to be moved.
    if ((await tenancy.getPlacement(NIGHTFALL.id)).kind === 'own') return true;
    const counts = await operations.submissions.countByStatus(createActor(ADMIN));
    return Object.values(counts).reduce((sum, count) => sum + count, 0) >= HISTORY.length;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'not_set_up' || code === 'unknown_guild') return false;
    throw error;
  } finally {
    await tenancy.close();
  }
}

const createActor = (name: keyof typeof PEOPLE): Actor => ({
  guildId: NIGHTFALL.id,
  userId: PEOPLE[name].id,
  name: PEOPLE[name].globalName,
  avatarUrl: null,
  source: 'discord',
  isAdmin: ['mara', 'jonas', 'ines'].includes(name),
  roleIds: [],
  canView: () => false,
});
