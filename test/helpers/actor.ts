import type { Actor } from '../../domain/index.ts';

let nextUserId = 600_000_000_000_000_000n;

export const createActor = (
  guildId: string,
  name: string,
  overrides: Partial<Actor> = {},
): Actor => ({
  guildId,
  userId: String(nextUserId++),
  name,
  avatarUrl: null,
  source: 'discord',
  isAdmin: false,
  roleIds: [],
  canView: () => false,
  ...overrides,
});
