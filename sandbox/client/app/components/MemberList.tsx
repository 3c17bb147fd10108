import type { Member, Server } from '../api/types.ts';
import { getMemberColor, getMemberName, getMemberRoles } from '../state/names.ts';
import { useClientState } from '../state/session-context.ts';
import { Avatar } from './Avatar.tsx';
import { BotTag } from './BotTag.tsx';
import { CrownIcon } from './icons.tsx';
import { UserButton } from './UserButton.tsx';

/** Members by their highest role, as Discord shows hoisted ones. */
export function MemberList({ server }: { server: Server }) {
  const members = useClientState((state) => state.members[server.id] ?? NO_MEMBERS);
  const groups = new Map<string, Member[]>();
  const getGroupTitle = (member: Member) => {
    if (member.user.bot) return 'Apps';
    return (
      getMemberRoles(server, member)[0]?.name ?? (isOwner(server, member) ? 'Owner' : 'Members')
    );
  };
  for (const member of members.toSorted((a, b) => getRank(server, b) - getRank(server, a)))
    groups.set(getGroupTitle(member), [...(groups.get(getGroupTitle(member)) ?? []), member]);
  return (
    <aside className="members" aria-label="Members">
      {[...groups].map(([title, list]) => (
        <section key={title} className="member-group">
          <h2>
            {title} — {list.length}
          </h2>
          <ul>
            {list.map((member) => (
              <li key={member.user.id}>
                <UserButton user={member.user} className="member">
                  <Avatar id={member.user.id} name={getMemberName(member.user, member)} size={32} />
                  <span className="cut" style={{ color: getMemberColor(server, member) }}>
                    {getMemberName(member.user, member)}
                  </span>
                  {isOwner(server, member) && (
                    <span className="crown" title="Server Owner">
                      <CrownIcon size={14} />
                      <span className="unseen">, owner</span>
                    </span>
                  )}
                  {member.user.bot && <BotTag />}
                </UserButton>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </aside>
  );
}

const isOwner = (server: Server, member: Member) => server.ownerId === member.user.id;

function getRank(server: Server, member: Member): number {
  if (member.user.bot) return -1;
  if (isOwner(server, member)) return 1000;
  return getMemberRoles(server, member)[0]?.position ?? 0;
}

const NO_MEMBERS: Member[] = [];
