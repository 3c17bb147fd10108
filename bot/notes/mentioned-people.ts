import { DiscordAPIError, type Guild } from 'discord.js';
import type { Actor } from '../../domain/actors/actor.ts';
import { MAX_MENTIONS } from '../../domain/notes/note-length.ts';
import { toMemberActor } from '../discord/actor.ts';

const MENTION_PATTERN = /<@!?(\d{1,20})>/g;

/** The members whom a text mentions, with their permissions as Discord says them now. */
export async function fetchMentionedPeople(guild: Guild, text: string): Promise<Actor[]> {
  const ids = [...new Set([...text.matchAll(MENTION_PATTERN)].map(([, id]) => id ?? ''))];
  const members = await Promise.all(ids.slice(0, MAX_MENTIONS).map((id) => fetchMember(guild, id)));
  return members.flatMap((member) =>
    member ? [toMemberActor(guild.id, member.user, member)] : [],
  );
}

/** The text with names in place of what only Discord shows as one. */
export const nameMentions = (text: string, people: readonly Actor[]): string =>
  text.replace(MENTION_PATTERN, (mention, id) => {
    const person = people.find(({ userId }) => userId === id);
    return person ? `@${person.name}` : mention;
  });

/** @returns null for somebody who is not in the server */
const fetchMember = (guild: Guild, id: string) =>
  guild.members.fetch({ user: id, force: true }).catch((error: unknown) => {
    if (error instanceof DiscordAPIError && error.status < 500) return null;
    throw error;
  });
