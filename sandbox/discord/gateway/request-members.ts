import type { Core } from '../core.ts';
import { presentMember } from '../present/member.ts';
import type { MemberRecord } from '../state/types.ts';
import { Field } from '../validate/field.ts';
import type { GatewaySession } from './gateway-session.ts';
import { Intent } from './intents.ts';

const CHUNK_SIZE = 1000;

/** Answers REQUEST_GUILD_MEMBERS; the whole list needs the Guild Members intent. */
export function requestMembers(core: Core, session: GatewaySession, d: unknown): void {
  const field = new Field(d);
  const guildId = field.key('guild_id').snowflake();
  const guild = core.state.guilds.get(guildId ?? '');
  if (!guild?.members.has(session.applicationId)) return;
  const limit = field.key('limit').int() ?? 0;
  const query = field.key('query').string();
  const requestedIds = field.key('user_ids').value;
  const userIds =
    requestedIds === undefined ? null : Array.isArray(requestedIds) ? requestedIds : [requestedIds];
  let members: MemberRecord[];
  let notFound: string[] | undefined;
  if (userIds) {
    members = userIds.slice(0, 100).flatMap((id) => guild.members.get(String(id)) ?? []);
    notFound = userIds.map(String).filter((id) => !guild.members.has(id));
  } else if (query) {
    members = searchMembers(core, guild.members, query, Math.min(limit || 1, 100));
  } else {
    if (!(session.intents & Intent.GuildMembers)) return;
    members = [...guild.members.values()].slice(0, limit || undefined);
  }
  const count = Math.max(1, Math.ceil(members.length / CHUNK_SIZE));
  for (let index = 0; index < count; index++)
    session.dispatch(
      'GUILD_MEMBERS_CHUNK',
      JSON.stringify({
        guild_id: guild.id,
        members: members
          .slice(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE)
          .map((member) => presentMember(core.state, member)),
        chunk_index: index,
        chunk_count: count,
        ...(notFound ? { not_found: notFound } : {}),
        ...(field.key('nonce').isPresent ? { nonce: field.key('nonce').string() } : {}),
      }),
    );
}

export function searchMembers(
  core: Core,
  members: Map<string, MemberRecord>,
  query: string,
  limit: number,
): MemberRecord[] {
  const prefix = query.toLowerCase();
  const found: MemberRecord[] = [];
  for (const member of members.values()) {
    const user = core.state.users.get(member.userId);
    const names = [member.nick, user?.globalName, user?.username];
    if (names.some((name) => name?.toLowerCase().startsWith(prefix))) found.push(member);
    if (found.length >= limit) break;
  }
  return found;
}
