import { Permission } from '../permissions/bits.ts';
import { computeChannelPermissions } from '../permissions/compute.ts';
import type { DiscordState } from '../state/discord-state.ts';
import type { ChannelRecord } from '../state/types.ts';
import type { AllowedMentions } from '../validate/mentions.ts';

export interface Mentions {
  mentionUserIds: string[];
  mentionRoleIds: string[];
  mentionEveryone: boolean;
}

/**
 * Who is really pinged: what the text names, less what `allowed_mentions` and permissions hold
 * back.
 */
export function resolveMentions(
  state: DiscordState,
  channel: ChannelRecord,
  authorId: string,
  text: string,
  allowed: AllowedMentions,
  repliedToId: string | null,
): Mentions {
  const users = new Set<string>();
  const roles = new Set<string>();
  let mentionsEveryone = false;
  if (text.includes('<@'))
    for (const match of text.matchAll(/<@(!?|&)(\d{1,20})>/g)) {
      const id = match[2]!;
      if (match[1] === '&') roles.add(id);
      else users.add(id);
    }
  if (/@(everyone|here)\b/.test(text)) mentionsEveryone = true;
  const guild = state.guilds.get(channel.guildId ?? '');
  const canMentionEveryone =
    (computeChannelPermissions(state, channel, authorId) & Permission.MentionEveryone) !== 0n;
  const mentionUserIds = [...users].filter(
    (id) => state.users.has(id) && (allowed.parse.includes('users') || allowed.users.includes(id)),
  );
  if (repliedToId && allowed.repliedUser && !mentionUserIds.includes(repliedToId))
    mentionUserIds.push(repliedToId);
  return {
    mentionUserIds,
    mentionRoleIds: [...roles].filter((id) => {
      const role = guild?.roles.get(id);
      if (!role || !(role.mentionable || canMentionEveryone)) return false;
      return allowed.parse.includes('roles') || allowed.roles.includes(id);
    }),
    mentionEveryone:
      mentionsEveryone &&
      guild !== undefined &&
      canMentionEveryone &&
      allowed.parse.includes('everyone'),
  };
}
