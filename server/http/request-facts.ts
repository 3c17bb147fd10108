import type { Logger } from '../log.ts';
import type { HttpRefusal } from './errors.ts';
import type { Ctx } from './state.ts';

/** What a log line says of a request. The route, not the path: a path may hold a token. */
export const requestFacts = ({ method, state }: Pick<Ctx, 'method' | 'state'>) => ({
  requestId: state.requestId,
  method,
  route: state.route?.pattern ?? null,
  ...(state.route?.guildId ? { guildId: state.route.guildId } : {}),
  ...(state.session ? { userId: state.session.userId } : {}),
});

/** A refusal is nobody's fault here unless something of ours is away. */
export function logRefusal(
  log: Logger,
  ctx: Pick<Ctx, 'method' | 'state'>,
  { status, code, cause }: HttpRefusal,
): void {
  const facts = { ...requestFacts(ctx), status, code };
  if (status < 500) log.info(facts, 'http.refused');
  else log.warn({ ...facts, err: cause }, 'http.unavailable');
}
