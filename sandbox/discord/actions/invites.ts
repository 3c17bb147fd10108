import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { getInviteExpiry } from '../present/invite.ts';
import type { InviteRecord } from '../state/moderation-types.ts';

/** @throws DiscordError 10006 when there is none, or it has run out */
export function findInvite(core: Core, code: string): InviteRecord {
  const invite = core.state.invites.get(code);
  if (!invite || !isUsable(core, invite)) throw discordError(10006);
  return invite;
}

export function listInvites(core: Core, matches: (invite: InviteRecord) => boolean) {
  return [...core.state.invites.values()].filter(
    (invite) => matches(invite) && isUsable(core, invite),
  );
}

function isUsable(core: Core, invite: InviteRecord): boolean {
  const expiry = getInviteExpiry(invite);
  if (expiry !== null && expiry <= core.clock.now()) return false;
  return invite.maxUses === 0 || invite.uses < invite.maxUses;
}
