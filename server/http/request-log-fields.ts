import type { Logger } from '../log.ts';
import type { HttpError } from './errors.ts';
import type { Ctx } from './state.ts';

/** What a log line says of a request. The route, not the path: a path may hold a token. */
export const requestLogFields = ({ method, state }: Pick<Ctx, 'method' | 'state'>) => ({
  requestId: state.requestId,
  method,
  route: state.route?.pattern ?? null,
  ...(state.route?.guildId ? { guildId: state.route.guildId } : {}),
  ...(state.session ? { userId: state.session.userId } : {}),
});

/** Refusals are logged at info, unavailable dependencies at warn. */
export function logHttpError(
  log: Logger,
  ctx: Pick<Ctx, 'method' | 'state'>,
  { status, code, cause }: HttpError,
): void {
  const fields = { ...requestLogFields(ctx), status, code };
  if (status < 500) log.info(fields, 'http.refused');
  else log.warn({ ...fields, err: cause }, 'http.unavailable');
}
