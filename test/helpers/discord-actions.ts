import { SnowflakeUtil } from 'discord.js';
import type { APIMessage } from 'discord-api-types/v10';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import type { TestApp } from './app.ts';
import { waitForFinalAnswer } from './final-answer.ts';
import { type Demo, type Label, messageText, submitDemo, waitForMessage } from './label.ts';

/** Presses a button of a message, also of an answer that only this person sees. */
export function pressButton(
  app: TestApp,
  personId: string,
  source: APIMessage | Outcome,
  customId: string,
): Promise<Outcome> {
  const { id: messageId, channel_id: channelId } = getMessage(source);
  return waitForFinalAnswer(
    app,
    app.discord.control.pressButton({ personId, channelId, messageId, customId, settle: true }),
  );
}

/** Chooses a command from the “Apps” menu of a person or of a message. */
export const runMenuCommand = (
  app: TestApp,
  personId: string,
  channelId: string,
  command: string,
  target: { userId: string } | { messageId: string },
): Promise<Outcome> => {
  const chosen = { personId, channelId, command, settle: true };
  return waitForFinalAnswer(
    app,
    'userId' in target
      ? app.discord.control.runUserCommand({ ...chosen, targetId: target.userId })
      : app.discord.control.runMessageCommand({ ...chosen, messageId: target.messageId }),
  );
};

/** Fills in a form that was opened. */
export function submitForm(
  app: TestApp,
  personId: string,
  form: Outcome,
  values: Record<string, string | string[]>,
): Promise<Outcome> {
  if (form.kind !== 'modal') throw new Error(`no form: ${JSON.stringify(form)}`);
  return waitForFinalAnswer(
    app,
    app.discord.control.submitModal({ personId, modalId: form.modalId, values, settle: true }),
  );
}

export function getMessage(source: APIMessage | Outcome): APIMessage {
  if (!('kind' in source)) return source;
  if (!('message' in source) || typeof source.message === 'string')
    throw new Error(`no message: ${JSON.stringify(source)}`);
  return source.message;
}

/** What the person's client offers while they type into `option`. */
export async function getSuggestions(
  { discord }: TestApp,
  personId: string,
  channelId: string,
  command: string,
  value: string,
): Promise<{ name: string; value: string | number }[]> {
  const outcome = await discord.control.autocomplete({
    personId,
    channelId,
    command,
    option: 'number',
    value,
  });
  if (outcome.kind !== 'autocomplete') throw new Error(`no choices: ${JSON.stringify(outcome)}`);
  return outcome.choices;
}

/** Sends a demo and waits for its card. */
export async function submitDemoWithCard(
  app: TestApp,
  label: Label,
  demo: Demo = {},
): Promise<{ number: number; card: APIMessage }> {
  const after = SnowflakeUtil.generate().toString();
  const reportedNumber = parseDemoNumber(await submitDemo(app, label, demo));
  const card = await waitForMessage(app, {
    channelId: label.staffChannel,
    // On a busy machine the demo is held and has no number yet: then it is the next card.
    ...(Number.isNaN(reportedNumber)
      ? { after, contains: 'card:approve:' }
      : { contains: `card:approve:${reportedNumber}` }),
  });
  const number = Number(/"card:approve:(\d+)"/.exec(JSON.stringify(card))?.[1]);
  return { number, card };
}

export const parseDemoNumber = (outcome: Outcome): number =>
  Number(/#(\d+)/.exec(messageText(outcome))?.[1] ?? Number.NaN);

/** The private thread of a demo. */
export async function waitForThread(
  { discord }: TestApp,
  label: Label,
  number: number,
): Promise<string> {
  const thread = await discord.control.waitForThread({
    channelId: label.staffChannel,
    contains: `#${number} · `,
  });
  return (thread as { id: string }).id;
}

/** The bot's direct message to a person that contains `text`. */
export const waitForDm = (
  app: TestApp,
  personId: string,
  contains: string,
  after?: string,
): Promise<APIMessage> =>
  waitForMessage(app, {
    personId,
    botId: LOCAL_APP.id,
    authorId: LOCAL_APP.id,
    contains,
    ...(after ? { after } : {}),
  });

/** A person writes to the bot. @returns the bot's answer to it */
export async function sendDmToBot(
  app: TestApp,
  personId: string,
  message: Omit<Parameters<TestApp['discord']['control']['sendDm']>[0], 'personId' | 'userId'>,
): Promise<{ sent: APIMessage; answer: APIMessage }> {
  const sent = (await app.discord.control.sendDm({
    personId,
    userId: LOCAL_APP.id,
    ...message,
  })) as APIMessage;
  const answer = await waitForMessage(app, {
    personId,
    botId: LOCAL_APP.id,
    authorId: LOCAL_APP.id,
    after: sent.id,
  });
  return { sent, answer };
}

/** How long a decision can be taken back before the artist is told. */
export async function setUndoSeconds(app: TestApp, label: Label, seconds: number): Promise<void> {
  await app.tenancy.write(label.guildId, async (db) => {
    const row = await db.table('guild_settings').first('document');
    const document = JSON.stringify({ ...JSON.parse(row!.document), undoSeconds: seconds });
    await db.table('guild_settings').update({ document });
  });
}
