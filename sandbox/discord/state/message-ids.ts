import { compareIds } from './snowflake.ts';
import type { ChannelRecord, MessageRecord } from './types.ts';

export function addMessage(channel: ChannelRecord, message: MessageRecord): void {
  channel.messages.set(message.id, message);
  const last = channel.messageIds.at(-1);
  if (last === undefined || compareIds(last, message.id) < 0) channel.messageIds.push(message.id);
  else channel.messageIds.splice(findLowerBound(channel.messageIds, message.id), 0, message.id);
}

export function removeMessage(channel: ChannelRecord, id: string): void {
  if (!channel.messages.delete(id)) return;
  channel.messageIds.splice(findLowerBound(channel.messageIds, id), 1);
}

/** Index of the first id that is not smaller than `id`. */
export function findLowerBound(ids: string[], id: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareIds(ids[middle]!, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface PageQuery {
  before?: string | undefined;
  after?: string | undefined;
  around?: string | undefined;
  limit: number;
}

/** A page as Discord gives it: newest first. */
export function getMessagePage(channel: ChannelRecord, query: PageQuery): MessageRecord[] {
  const ids = channel.messageIds;
  let from: number;
  let to: number;
  if (query.after !== undefined) {
    from = findLowerBound(ids, query.after);
    if (ids[from] === query.after) from++;
    to = Math.min(ids.length, from + query.limit);
  } else if (query.around !== undefined) {
    const index = findLowerBound(ids, query.around);
    from = Math.max(0, index - Math.floor(query.limit / 2));
    to = Math.min(ids.length, from + query.limit);
  } else {
    to = query.before === undefined ? ids.length : findLowerBound(ids, query.before);
    from = Math.max(0, to - query.limit);
  }
  return ids
    .slice(from, to)
    .reverse()
    .map((id) => channel.messages.get(id)!);
}
