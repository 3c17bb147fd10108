import type { Core } from '../core.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';

const SWEEP_THRESHOLD = 5000;

function createNonceKey(channelId: string, authorId: string, nonce: string | number): string {
  return `${channelId}:${authorId}:${nonce}`;
}

/** With `enforce_nonce` a repeated create answers the message that the first one made. */
export function findMessageByNonce(
  core: Core,
  channel: ChannelRecord,
  authorId: string,
  nonce: string | number,
): MessageRecord | null {
  const entry = core.nonces.get(createNonceKey(channel.id, authorId, nonce));
  if (!entry || core.clock.now() - entry.at > core.rules.nonceWindowMs) return null;
  return channel.messages.get(entry.messageId) ?? null;
}

export function rememberNonce(core: Core, message: MessageRecord): void {
  const now = core.clock.now();
  if (core.nonces.size > SWEEP_THRESHOLD)
    for (const [name, entry] of core.nonces) {
      if (now - entry.at <= core.rules.nonceWindowMs) break;
      core.nonces.delete(name);
    }
  core.nonces.set(createNonceKey(message.channelId, message.authorId, message.nonce!), {
    messageId: message.id,
    at: now,
  });
}
