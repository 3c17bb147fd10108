import type { APIMessage } from 'discord-api-types/v10';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { BOT_PERMISSIONS, type LocalDiscord } from '../../sandbox/discord/index.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import type { TestApp } from './app.ts';
import { WAIT_TIMEOUT_MS, waitForFinalAnswer } from './final-answer.ts';

export interface Label {
  guildId: string;
  owner: string;
  staff: string;
  artist: string;
  secondArtist: string;
  stranger: string;
  demosChannel: string;
  staffChannel: string;
  generalChannel: string;
}

let serial = 0;

/** Whoever has it is offered staff's commands by Discord, whether they are staff or not. */
const MANAGE_MESSAGES = 1n << 13n;
const VIEW_AND_SEND = (1n << 10n) | (1n << 11n);

/** Makes a member somebody whom only the bot keeps from staff's commands. */
export const makeModerator = ({ discord }: TestApp, { guildId }: Label, personId: string) =>
  discord.control.editMember({ serverId: guildId, personId, roles: ['Moderator'] });

/** A server of this test's own with the bot in it; people see what their roles let them see. */
export async function createLabel(
  { discord, tenancy }: TestApp,
  options: { plan?: string | null; name?: string; ownerId?: string } = {},
): Promise<Label> {
  const { name: _name, ...label } = await createLabelOnDiscord(discord, {
    ...options,
    // As a bot's gateway tells it, and before: a running bot greets servers that are new to it.
    beforeInstall: (profile) => tenancy.control.saveGuildProfiles([profile], Date.now()),
  });
  const { guildId } = label;
  if (options.plan)
    await tenancy.control.grantPlan({
      guildId,
      plan: options.plan,
      operator: 'test',
      reason: 'test',
      endsAt: null,
      now: Date.now(),
    });
  return label;
}

/** The same as {@link createLabel} on Discord alone: a running bot registers the server. */
export async function createLabelOnDiscord(
  { control }: LocalDiscord,
  options: {
    id?: string;
    name?: string;
    ownerId?: string;
    beforeInstall?(profile: {
      guildId: string;
      name: string;
      icon: null;
      ownerId: string;
    }): Promise<void>;
  } = {},
): Promise<Label & { name: string }> {
  const suffix = ++serial;
  const serverName = options.name ?? `Label ${suffix}`;
  const createPerson = async (name: string) =>
    (await control.createPerson({ username: `${name}${suffix}`, globalName: name })).id;
  const [owner, staff, artist, secondArtist, stranger] = [
    options.ownerId ?? (await createPerson('Mara')),
    await createPerson('Jonas'),
    await createPerson('Kite'),
    await createPerson('Lowtide'),
    await createPerson('Nobody'),
  ];
  const server = await control.createServer({
    ...(options.id ? { id: options.id } : {}),
    name: serverName,
    ownerId: owner,
    roles: [
      { name: 'Staff', permissions: MANAGE_MESSAGES },
      { name: 'Moderator', permissions: MANAGE_MESSAGES },
    ],
    channels: [
      { name: 'general' },
      { name: 'demos' },
      { name: 'staff', private: true, roles: ['Staff'] },
    ],
    members: [{ personId: staff, roles: ['Staff'] }, artist, secondArtist],
  });
  const findChannelId = (name: string) =>
    server.channels.find((each) => (each as { name?: string }).name === name)?.id ?? '';
  await options.beforeInstall?.({
    guildId: server.id,
    name: serverName,
    icon: null,
    ownerId: owner,
  });
  await control.installBot({
    serverId: server.id,
    applicationId: LOCAL_APP.id,
    permissions: BOT_PERMISSIONS,
  });
  await control.editChannel({
    channelId: findChannelId('staff'),
    private: true,
    roles: ['Staff'],
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: VIEW_AND_SEND }],
  });
  return {
    name: serverName,
    guildId: server.id,
    owner,
    staff,
    artist,
    secondArtist,
    stranger,
    demosChannel: findChannelId('demos'),
    staffChannel: findChannelId('staff'),
    generalChannel: findChannelId('general'),
  };
}

/** Another private channel in which the bot may post. */
export async function createStaffChannel(
  { discord }: TestApp,
  { guildId }: Label,
): Promise<string> {
  const channel = await discord.control.createChannel({
    serverId: guildId,
    name: 'new-staff',
    private: true,
    roles: ['Staff'],
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: VIEW_AND_SEND }],
  });
  return channel.id;
}

/** Runs a slash command and waits for its final answer. */
export const runCommand = (
  app: TestApp,
  personId: string,
  channelId: string,
  command: string,
  options: Record<string, string | number | boolean> = {},
): Promise<Outcome> =>
  waitForFinalAnswer(
    app,
    app.discord.control.runCommand({ personId, channelId, command, options, settle: true }),
  );

/** Everything that a message says. */
export function messageText(outcome: object): string {
  const message =
    'message' in outcome && typeof outcome.message === 'object' ? outcome.message : outcome;
  const parts: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (value && typeof value === 'object')
      for (const [key, each] of Object.entries(value)) {
        if ((key === 'content' || key === 'label') && typeof each === 'string' && each)
          parts.push(each);
        else visit(each);
      }
  };
  visit({ content: (message as { content?: string }).content });
  visit((message as { components?: unknown }).components);
  return parts.join('\n') || JSON.stringify(outcome);
}

/** `/start` and `/setup_staff`, as the owner does. */
export async function setUpLabel(app: TestApp, label: Label): Promise<void> {
  const run = async (command: string, options: Record<string, string>, expected: string) => {
    const outcome = await runCommand(app, label.owner, label.generalChannel, command, options);
    if (!messageText(outcome).includes(expected))
      throw new Error(`/${command}: ${JSON.stringify(outcome)}`);
  };
  await run('start', { label_name: 'Nightfall' }, 'Nightfall');
  await run('setup_staff', { channel: label.staffChannel }, label.staffChannel);
}

export interface Demo {
  artistName?: string;
  trackTitle?: string;
  trackUrl?: string;
  message?: string;
}

/** A file that is attached to the form. */
export interface DemoFile {
  name: string;
  content: Uint8Array;
}

/** What the form is filled with unless a test says otherwise. */
export const DEFAULT_DEMO = {
  artistName: 'KITE',
  trackTitle: 'Glass Horizon',
  trackUrl: 'https://soundcloud.com/kite/glass-horizon',
  message: 'Mastered, unsigned.',
};

/** `/submit` with its form; gives what the artist is told. */
export async function submitDemo(
  app: TestApp,
  label: Label,
  demo: Demo = {},
  personId = label.artist,
  files: DemoFile[] = [],
): Promise<Outcome> {
  const form = await runCommand(app, personId, label.demosChannel, 'submit');
  if (form.kind !== 'modal') throw new Error(`no form: ${JSON.stringify(form)}`);
  const answering = app.discord.control.submitModal({
    personId,
    modalId: form.modalId,
    values: {
      ...DEFAULT_DEMO,
      ...demo,
    },
    // The form of an earlier release has no such field.
    files: files.length
      ? { files: files.map(({ name, content }) => ({ name, content: new Uint8Array(content) })) }
      : {},
    settle: true,
  });
  return waitForFinalAnswer(app, answering);
}

/** Waits for a message that is (and stays) there; see the control API's `wait`. */
export async function waitForMessage(
  { discord }: TestApp,
  condition: Omit<Parameters<TestApp['discord']['control']['wait']>[0], 'state'>,
): Promise<APIMessage> {
  return (await discord.control.wait({ timeoutMs: WAIT_TIMEOUT_MS, ...condition })) as APIMessage;
}

/** Finds a button of a message, however deeply it is nested. */
export function findButton(message: object, customId: string): { disabled?: boolean } {
  const find = (value: unknown): { disabled?: boolean } | null => {
    if (!value || typeof value !== 'object') return null;
    if ((value as { custom_id?: string }).custom_id === customId) return value;
    for (const each of Object.values(value)) {
      const found = find(each);
      if (found) return found;
    }
    return null;
  };
  const button = find((message as { components?: unknown }).components);
  if (!button) throw new Error(`no button ${customId}`);
  return button;
}
