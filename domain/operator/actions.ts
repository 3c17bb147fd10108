/**
 * Everything that an operator can change, and whether it is destructive: in the console such an
 * action takes a Discord sign-in that is not older than {@link RECENT_SIGN_IN_MAX_AGE_MS}. The
 * command line asks for no sign-in: whoever runs it holds the deployment's credentials.
 */
export const OPERATOR_ACTIONS = {
  'plan.grant': { isDestructive: false },
  'plan.end': { isDestructive: true },
  'coupon.create': { isDestructive: false },
  'coupon.revoke': { isDestructive: true },
  'move.start': { isDestructive: false },
  'move.pause': { isDestructive: false },
  'move.resume': { isDestructive: false },
  'move.abort': { isDestructive: false },
  'move.retry': { isDestructive: false },
  'move.reopen': { isDestructive: true },
  'secret.rotate': { isDestructive: false },
  'secret.revoke': { isDestructive: true },
  'migration.retry': { isDestructive: false },
  'dead_letters.retry': { isDestructive: false },
  'restore.finish': { isDestructive: false },
  'restore.open': { isDestructive: false },
} as const satisfies Record<string, { isDestructive: boolean }>;

export type OperatorAction = keyof typeof OPERATOR_ACTIONS;

export const RECENT_SIGN_IN_MAX_AGE_MS = 600_000;

/**
 * Whether somebody has to sign in again before an action.
 * @param authenticatedAt when they signed in with Discord, epoch ms
 */
export const requiresRecentSignIn = (
  action: OperatorAction,
  authenticatedAt: number,
  now: number,
): boolean =>
  OPERATOR_ACTIONS[action].isDestructive && now - authenticatedAt > RECENT_SIGN_IN_MAX_AGE_MS;
