import type { Outcome } from '../../sandbox/discord/index.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import type { Label } from '../helpers/label.ts';
import { messageText } from '../helpers/label.ts';
import type { DemoPlan } from './demo-plan.ts';
import type { FaultSpec } from './discord-faults.ts';
import type { ChaosFixture, ChaosTarget } from './fixture.ts';
import { killWhenDelivered } from './process-faults.ts';

/** People try again when nobody answers, but not for ever. */
const MAX_ATTEMPTS = 6;
const REPLY_TIMEOUT_MS = 6_000;
const CARD_TIMEOUT_MS = 60_000;

/** A text that no other demo has. The trailing dot tells 1 from 12. */
export const markerOf = (serial: number): string => `Demo ${serial}.`;

/** What was asked of the bot, confirmed or not. */
export interface SubmissionTally {
  submitted: number;
}

/** One demo, from the artist's form to staff's decision, while Discord fails and workers are killed. */
export async function runDemoWithFaults(
  fixture: ChaosFixture,
  plan: DemoPlan,
  tally: SubmissionTally,
): Promise<void> {
  const label = fixture.labels[plan.label] as Label;
  const artistId = plan.isSecondArtist ? label.secondArtist : label.artist;
  const aimedKill = plan.killMoment
    ? killWhenDelivered(fixture, label, {
        aim: plan.killMoment,
        artistId,
        marker: markerOf(plan.serial),
      })
    : null;
  await injectFaults(fixture, plan.faults.sending, plan.shouldForgetNonces);
  await runDemo(fixture, plan, tally, () =>
    injectFaults(fixture, plan.faults.staff, plan.shouldForgetNonces),
  );
  await aimedKill;
}

/**
 * One demo, from the artist's form to staff's decision.
 * @param beforeReview runs when the artist has seen the demo's number
 */
export async function runDemo(
  target: ChaosTarget,
  plan: DemoPlan,
  tally: SubmissionTally,
  beforeReview: () => Promise<void> = async () => {},
): Promise<void> {
  const label = target.labels[plan.label] as Label;
  const artistId = plan.isSecondArtist ? label.secondArtist : label.artist;
  const title = await submitDemo(target, label, artistId, markerOf(plan.serial), tally);
  if (!title) return;
  await beforeReview();
  await reviewDemo(target, label, plan, title);
}

async function injectFaults(
  { app: { discord } }: ChaosFixture,
  fault: FaultSpec | null,
  forgetNonces: boolean,
): Promise<void> {
  if (fault) await discord.control.injectFault(fault);
  if (forgetNonces) await discord.control.forgetNonces();
}

/** `/submit` and its form, until a number was seen. @returns the title that got the number */
async function submitDemo(
  target: ChaosTarget,
  label: Label,
  personId: string,
  marker: string,
  tally: SubmissionTally,
): Promise<string | null> {
  const { control } = target.app.discord;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const form = await perform(target, () =>
      control.runCommand({ personId, channelId: label.demosChannel, command: 'submit' }),
    );
    if (form?.kind !== 'modal') continue;
    // A title of each take's own: what one interaction did can be told from another.
    const trackTitle = `${marker}${attempt}`;
    tally.submitted += 1;
    const reply = await perform(target, () =>
      control.submitModal({
        personId,
        modalId: form.modalId,
        values: {
          artistName: 'KITE',
          trackTitle,
          trackUrl: `https://soundcloud.com/kite/${encodeURIComponent(trackTitle)}`,
        },
        ...SETTLE_OPTIONS,
      }),
    );
    if (reply && /Demo #\d+ is in/.test(messageText(reply))) return trackTitle;
  }
  return null;
}

async function reviewDemo(
  target: ChaosTarget,
  label: Label,
  plan: DemoPlan,
  title: string,
): Promise<void> {
  if (!plan.hasMessage && !plan.decision) return;
  const { control } = target.app.discord;
  const card = await control
    .wait({ channelId: label.staffChannel, contains: title, timeoutMs: CARD_TIMEOUT_MS })
    // The audit finds out whether it is lost or only late.
    .catch(() => null);
  const number = /#(\d+) ·/.exec(card ? messageText(card) : '')?.[1];
  if (!card || !number) return;
  const staff = {
    personId: plan.isReviewedByOwner ? label.owner : label.staff,
    channelId: label.staffChannel,
  };
  const pressButton = (action: string) =>
    control.pressButton({
      ...staff,
      messageId: card.id,
      customId: `card:${action}:${number}`,
      ...SETTLE_OPTIONS,
    });
  const fillForm = async (
    action: string,
    values: Record<string, string>,
  ): Promise<Outcome | null> => {
    const form = await perform(target, () => pressButton(action));
    if (form?.kind !== 'modal') return form;
    const { personId } = staff;
    return perform(target, () =>
      control.submitModal({ personId, modalId: form.modalId, values, ...SETTLE_OPTIONS }),
    );
  };

  if (plan.hasMessage)
    await retryUntil(/on its way/i, (attempt) =>
      fillForm('message', { body: `${title} word ${attempt}.` }),
    );
  let reply: Outcome | null = null;
  if (plan.decision === 'approved')
    reply = await retryUntil(/Approved|already decided/, () =>
      perform(target, () => pressButton('approve')),
    );
  if (plan.decision === 'rejected')
    reply = await retryUntil(/Rejected|already decided/, () =>
      fillForm('reject', { reason: `${title} no.` }),
    );
  if (plan.isUndone && reply) await undoDecision(target, staff, reply, number);
  if (plan.hasMessage && plan.isAnswered) await replyToDm(target, label, plan, title, number);
}

/**
 * Presses Undo below the answer that said how it was decided. It may come too late: that is said.
 */
async function undoDecision(
  target: ChaosTarget,
  staff: { personId: string; channelId: string },
  reply: Outcome,
  number: string,
): Promise<void> {
  const messageId = reply.kind === 'message' ? reply.message.id : null;
  if (!messageId || !JSON.stringify(reply).includes(`review:undo:${number}`)) return;
  const { control } = target.app.discord;
  await retryUntil(/Undone|Taken back|Too late/, () =>
    perform(target, () =>
      control.pressButton({
        ...staff,
        messageId,
        customId: `review:undo:${number}`,
        ...SETTLE_OPTIONS,
      }),
    ),
  );
}

/**
 * The artist answers staff's DM; Discord tells a bot that is down of no message, so they try again.
 */
async function replyToDm(
  target: ChaosTarget,
  label: Label,
  plan: DemoPlan,
  title: string,
  number: string,
): Promise<void> {
  const { control } = target.app.discord;
  const personId = plan.isSecondArtist ? label.secondArtist : label.artist;
  const bot = { personId, botId: LOCAL_APP.id };
  const dm = await control
    .wait({ ...bot, contains: `${title} word`, timeoutMs: CARD_TIMEOUT_MS })
    .catch(() => null);
  if (!dm) return;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    await target.bot.waitUntilReady();
    await control.waitForBot({ applicationId: LOCAL_APP.id, timeoutMs: 60_000 });
    const sent = await control.sendDm({
      personId,
      userId: LOCAL_APP.id,
      content: `${title} answer ${attempt}.`,
      replyTo: dm.id,
    });
    const confirmation = await control
      .wait({
        ...bot,
        after: sent.id,
        contains: `to the label · #${number}`,
        timeoutMs: REPLY_TIMEOUT_MS,
      })
      .catch(() => null);
    if (confirmation) return;
  }
}

const SETTLE_OPTIONS = { settle: true, settleMs: REPLY_TIMEOUT_MS };

/**
 * Does it again until the answer says so, or there is nothing left to press. @returns that answer
 */
async function retryUntil(
  expected: RegExp,
  attempt: (take: number) => Promise<Outcome | null>,
): Promise<Outcome | null> {
  for (let attemptNumber = 1; attemptNumber <= MAX_ATTEMPTS; attemptNumber++) {
    const reply = await attempt(attemptNumber);
    const isUnavailable = reply?.kind === 'error' && reply.code === 'INVALID_INPUT';
    if (isUnavailable) return null;
    if (reply && expected.test(messageText(reply))) return reply;
  }
  return null;
}

/** @returns what the person saw, or null when the bot died over it */
async function perform(
  { bot, app: { discord } }: ChaosTarget,
  interact: () => Promise<Outcome>,
): Promise<Outcome | null> {
  await bot.waitUntilReady();
  await discord.control.waitForBot({ applicationId: LOCAL_APP.id, timeoutMs: 60_000 });
  return Promise.race([interact(), bot.waitForExit().then(() => null)]);
}
