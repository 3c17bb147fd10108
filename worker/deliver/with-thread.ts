import { type LoadedThread, recordThreadDeleted } from '../../domain/index.ts';
import { matchRefusal } from '../failure.ts';
import { CHANNEL_LOST_CODES, checkStaffChannel } from './staff-channel.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from './types.ts';

/** Before the message is tried again in a new thread, ms. */
const NEW_THREAD_DELAY_MS = 500;

/**
 * Posts in the submission's thread. One that is not open yet is waited for; one that is lost is
 * replaced first. While there can be none, the message is a dead letter, which staff are asked
 * about. The deliverer must come `after` the opening of the thread.
 */
export async function withThread(
  delivery: Delivery<Pick<LoadedThread, 'settings' | 'threadId'>>,
  post: (threadId: string) => Promise<DeliveryResult>,
): Promise<DeliveryResult> {
  const { number, isPredecessorPending, isGuildChannel } = delivery;
  const { threadId } = delivery.loaded;
  if (!threadId)
    return isPredecessorPending
      ? { done: false, waitMs: NEW_THREAD_DELAY_MS, code: 'thread_not_open' }
      : { done: false, deadCode: 'thread_not_open' };
  try {
    return (await isGuildChannel(threadId)) ? await post(threadId) : NOTHING_TO_DO;
  } catch (error) {
    if (!matchRefusal(error, ...CHANNEL_LOST_CODES)) throw error;
    const staffChannel = await checkStaffChannel(delivery);
    if (!staffChannel.done) return staffChannel;
    return {
      done: false,
      waitMs: NEW_THREAD_DELAY_MS,
      code: 'thread_deleted',
      record: (db) => recordThreadDeleted(db, number, threadId),
    };
  }
}
