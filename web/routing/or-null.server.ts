import { type ErrorCode, isVektraError } from '../../domain/errors/errors.ts';
import { isRefusal, type RefusalCode } from '../errors/problem.ts';

const ABSENT: readonly ErrorCode[] = ['storage_unavailable', 'storage_moving', 'not_set_up'];
const AWAY: readonly RefusalCode[] = ['discord_unavailable', 'service_unavailable', 'busy'];

/** Null where something cannot be read right now, so that what stands around it still shows. */
export async function orNull<R>(act: Promise<R>): Promise<R | null> {
  try {
    return await act;
  } catch (error) {
    if (isVektraError(error) && ABSENT.includes(error.code)) return null;
    if (isRefusal(error) && AWAY.includes(error.code)) return null;
    throw error;
  }
}
