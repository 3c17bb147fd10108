import type { Core } from '../core.ts';
import { presentMember } from '../present/member.ts';
import type { MemberRecord } from '../state/types.ts';
import { Field } from '../validate/field.ts';
import { Intent } from './intents.ts';
import type { Session } from './session.ts';

const CHUNK = 1000;

/** Answers REQUEST_GUILD_MEMBERS; the whole list needs the Guild Members intent. */
export function requestMembers(core: Core, session: Session, d: unknown): void {
  const field = new Field(d);
  const guildId = field.key('guild_id').snowflake();
  const guild = core.world.guilds.get(guildId ?? '');
  if (!guild?.members.has(session.applicationId)) return;
  const limit = field.key('limit').int() ?? 0;
  const query = field.key('query').string();
  const asked = field.key('user_ids').value;
  const wanted = asked === undefined ? null : Array.isArray(asked) ? asked : [asked];
  let members: MemberRecord[];
  let notFound: string[] | undefined;
  if (wanted) {
    members = wanted.slice(0, 100).flatMap((id) => guild.members.get(String(id)) ?? []);
    notFound = wanted.map(String).filter((id) => !guild.members.has(id));
  } else if (query) {
    members = searchMembers(core, guild.members, query, Math.min(limit || 1, 100));
  } else {
    if (!(session.intents & Intent.GuildMembers)) return;
    members = [...guild.members.values()].slice(0, limit || undefined);
  }
  const count = Math.max(1, Math.ceil(members.length / CHUNK));
  for (let index = 0; index < count; index++)
    session.dispatch(
      'GUILD_MEMBERS_CHUNK',
      JSON.stringify({
        guild_id: guild.id,
        members: members
          .slice(index * CHUNK, (index + 1) * CHUNK)
          .map((member) => presentMember(core.world, member)),
        chunk_index: index,
        chunk_count: count,
        ...(notFound ? { not_found: notFound } : {}),
        ...(field.key('nonce').present ? { nonce: field.key('nonce').string() } : {}),
      }),
    );
}

export function searchMembers(
  core: Core,
  members: Map<string, MemberRecord>,
  query: string,
  limit: number,
): MemberRecord[] {
  const start = query.toLowerCase();
  const found: MemberRecord[] = [];
  for (const member of members.values()) {
    const user = core.world.users.get(member.userId);
    const names = [member.nick, user?.globalName, user?.username];
    if (names.some((name) => name?.toLowerCase().startsWith(start))) found.push(member);
    if (found.length >= limit) break;
  }
  return found;
}
