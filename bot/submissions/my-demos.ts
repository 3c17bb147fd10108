import pTimeout from 'p-timeout';
import type { Actor } from '../../domain/actors/actor.ts';
import { isVektraError } from '../../domain/errors/errors.ts';
import type { ArtistSubmission } from '../../domain/submissions/types.ts';
import type { BotContext } from '../context.ts';
import type { Button, SlashCommand } from '../dispatch/types.ts';
import { createCustomId, parseCustomId, parseNumberArg } from '../messages/custom-id.ts';
import type { MessageBody } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { type MyDemosPage, presentMyDemos, SERVERS_PER_PAGE } from './present-my-demos.ts';

/** One label's database that does not respond must not hold up what the others say. */
const READ_TIMEOUT_MS = 2_000;

export const myDemos: SlashCommand = {
  access: 'anyone',
  responseType: 'message',
  name: 'my_demos',
  text: 'submissions.command.my_demos',
  run: ({ context, actor, t }) => loadPage(context, actor, t, 0),
};

/** Replaces the page whose button was pressed. */
export const showMyDemosPage: Button = {
  id: 'my_demos:page',
  access: 'anyone',
  responseType: 'update',
  run: ({ context, interaction, actor, t }) =>
    loadPage(context, actor, t, parseNumberArg(parseCustomId(interaction.customId)?.args ?? [])),
};

async function loadPage(
  context: BotContext,
  actor: Actor,
  t: Translator,
  page: number,
): Promise<MessageBody> {
  const guilds = await context.listArtistGuilds(actor.userId);
  const start = page * SERVERS_PER_PAGE;
  const servers = await Promise.all(
    guilds.slice(start, start + SERVERS_PER_PAGE).map(async ({ guildId, name }) => ({
      name: name ?? t('submissions.everywhere.unknown_server'),
      demos: await readDemos(context, actor, guildId),
    })),
  );
  const createId = (index: number) => createCustomId('my_demos', 'page', index);
  return presentMyDemos(t, {
    servers,
    previousId: page > 0 ? createId(page - 1) : null,
    nextId: guilds.length > start + SERVERS_PER_PAGE ? createId(page + 1) : null,
  });
}

/** @returns null when they cannot be read now */
async function readDemos(
  { operations }: BotContext,
  { userId, name, avatarUrl, source }: Actor,
  guildId: string,
): Promise<MyDemosPage['servers'][number]['demos']> {
  // What somebody may do where they ask says nothing about the other servers.
  const actor: Actor = {
    ...{ guildId, userId, name, avatarUrl, source },
    isAdmin: false,
    roleIds: [],
    canView: () => false,
  };
  const reading = operations.submissions
    .listMine(actor)
    .catch((error: unknown): ArtistSubmission[] | null => {
      if (!isVektraError(error)) throw error;
      // Removed since.
      return error.code === 'not_set_up' || error.code === 'not_found' ? [] : null;
    });
  return pTimeout(reading, { milliseconds: READ_TIMEOUT_MS, fallback: () => null });
}
