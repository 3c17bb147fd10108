import type { Outcome } from '../../sandbox/discord/index.ts';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import type { Label } from '../helpers/label.ts';
import { textOf } from '../helpers/label.ts';
import type { FaultWish } from './faults.ts';
import { killWhenSeen } from './killer.ts';
import type { DemoPlan } from './plan.ts';
import type { World } from './world.ts';

/** People try again when nobody answers, but not for ever. */
const TAKES = 6;
const ANSWER_MS = 6_000;
const CARD_MS = 60_000;

/** A text that no other demo has. The trailing dot tells 1 from 12. */
export const signOf = (serial: number): string => `Demo ${serial}.`;

/** What was asked of the bot, confirmed or not. */
export interface Tally {
  submitted: number;
}

/** One demo, from the artist's form to staff's decision, whatever is killed meanwhile. */
export async function live(world: World, plan: DemoPlan, tally: Tally): Promise<void> {
  const label = world.labels[plan.label] as Label;
  const artistId = plan.isSecondArtist ? label.secondArtist : label.artist;
  const sign = signOf(plan.serial);
  const aimed = plan.aim ? killWhenSeen(world, label, { aim: plan.aim, artistId, sign }) : null;
  await trouble(world, plan.faults.sending, plan.forgetNonces);
  const title = await send(world, label, artistId, sign, tally);
  if (title) {
    await trouble(world, plan.faults.staff, plan.forgetNonces);
    await review(world, label, plan, title);
  }
  await aimed;
}

async function trouble(
  { house: { discord } }: World,
  fault: FaultWish | null,
  forgetNonces: boolean,
): Promise<void> {
  if (fault) await discord.control.injectFault(fault);
  if (forgetNonces) await discord.control.forgetNonces();
}

/** `/submit` and its form, until a number was seen. @returns the title that got the number */
async function send(
  world: World,
  label: Label,
  personId: string,
  sign: string,
  tally: Tally,
): Promise<string | null> {
  const { control } = world.house.discord;
  for (let take = 1; take <= TAKES; take++) {
    const form = await ask(world, () =>
      control.runCommand({ personId, channelId: label.demos, command: 'submit' }),
    );
    if (form?.kind !== 'modal') continue;
    // A title of each take's own: what one interaction did can be told from another.
    const trackTitle = `${sign}${take}`;
    tally.submitted += 1;
    const told = await ask(world, () =>
      control.submitModal({
        personId,
        modalId: form.modalId,
        values: {
          artistName: 'KITE',
          trackTitle,
          trackUrl: `https://soundcloud.com/kite/${encodeURIComponent(trackTitle)}`,
        },
        ...SETTLE,
      }),
    );
    if (told && /Demo #\d+ is in/.test(textOf(told))) return trackTitle;
  }
  return null;
}

async function review(world: World, label: Label, plan: DemoPlan, title: string): Promise<void> {
  if (!plan.messages && !plan.decision) return;
  const { control } = world.house.discord;
  const card = await control
    .wait({ channelId: label.staffChannel, contains: title, timeoutMs: CARD_MS })
    // The audit finds out whether it is lost or only late.
    .catch(() => null);
  const number = /#(\d+) ·/.exec(card ? textOf(card) : '')?.[1];
  if (!card || !number) return;
  const staff = {
    personId: plan.byOwner ? label.owner : label.staff,
    channelId: label.staffChannel,
  };
  const press = (act: string) =>
    control.pressButton({
      ...staff,
      messageId: card.id,
      customId: `card:${act}:${number}`,
      ...SETTLE,
    });
  const fill = async (act: string, values: Record<string, string>): Promise<Outcome | null> => {
    const form = await ask(world, () => press(act));
    if (form?.kind !== 'modal') return form;
    const { personId } = staff;
    return ask(world, () =>
      control.submitModal({ personId, modalId: form.modalId, values, ...SETTLE }),
    );
  };

  if (plan.messages)
    await until(/On its way/, (take) => fill('message', { body: `${title} word ${take}.` }));
  let told: Outcome | null = null;
  if (plan.decision === 'approved')
    told = await until(/Approved|already decided/, () => ask(world, () => press('approve')));
  if (plan.decision === 'rejected')
    told = await until(/Rejected|already decided/, () =>
      fill('reject', { reason: `${title} no.` }),
    );
  if (plan.undoes && told) await takeBack(world, staff, told, number);
  if (plan.messages && plan.answers) await answerDm(world, label, plan, title, number);
}

/** Presses Undo below the answer that said how it was decided. It may come too late: that is said. */
async function takeBack(
  world: World,
  staff: { personId: string; channelId: string },
  told: Outcome,
  number: string,
): Promise<void> {
  const messageId = told.kind === 'message' ? told.message.id : null;
  if (!messageId || !JSON.stringify(told).includes(`review:undo:${number}`)) return;
  const { control } = world.house.discord;
  await until(/Taken back|Too late/, () =>
    ask(world, () =>
      control.pressButton({ ...staff, messageId, customId: `review:undo:${number}`, ...SETTLE }),
    ),
  );
}

/** The artist answers staff's DM; Discord tells a bot that is down of no message, so they try again. */
async function answerDm(
  world: World,
  label: Label,
  plan: DemoPlan,
  title: string,
  number: string,
): Promise<void> {
  const { control } = world.house.discord;
  const personId = plan.isSecondArtist ? label.secondArtist : label.artist;
  const bot = { personId, botId: LOCAL_APP.id };
  const dm = await control
    .wait({ ...bot, contains: `${title} word`, timeoutMs: CARD_MS })
    .catch(() => null);
  if (!dm) return;
  for (let take = 1; take <= TAKES; take++) {
    await world.bot.up();
    await control.waitForBot({ applicationId: LOCAL_APP.id, timeoutMs: 60_000 });
    const sent = await control.sendDm({
      personId,
      userId: LOCAL_APP.id,
      content: `${title} answer ${take}.`,
      replyTo: dm.id,
    });
    const passedOn = await control
      .wait({
        ...bot,
        after: sent.id,
        contains: `Passed on to the label · #${number}`,
        timeoutMs: ANSWER_MS,
      })
      .catch(() => null);
    if (passedOn) return;
  }
}

const SETTLE = { settle: true, settleMs: ANSWER_MS };

/** Does it again until the answer says so, or there is nothing left to press. @returns that answer */
async function until(
  good: RegExp,
  act: (take: number) => Promise<Outcome | null>,
): Promise<Outcome | null> {
  for (let take = 1; take <= TAKES; take++) {
    const told = await act(take);
    const isSpent = told?.kind === 'error' && told.code === 'INVALID_INPUT';
    if (isSpent) return null;
    if (told && good.test(textOf(told))) return told;
  }
  return null;
}

/** @returns what the person saw, or null when the bot died over it */
async function ask(
  { bot, house: { discord } }: World,
  act: () => Promise<Outcome>,
): Promise<Outcome | null> {
  await bot.up();
  await discord.control.waitForBot({ applicationId: LOCAL_APP.id, timeoutMs: 60_000 });
  return Promise.race([act(), bot.death().then(() => null)]);
}
