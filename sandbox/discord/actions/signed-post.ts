import { createPrivateKey, sign } from 'node:crypto';
import type { ApplicationRecord } from '../state/types.ts';

const TIMEOUT_MS = 3000;

interface SignedPost {
  application: ApplicationRecord;
  url: string;
  body: string;
  userAgent: string;
  /** Signs something else, as Discord does now and then to see whether the receiver checks. */
  forged?: boolean;
}

/**
 * Posts a body signed with Ed25519, as Discord signs its webhooks.
 * @throws TypeError, DOMException when the receiver is away or slower than three seconds
 */
export function postSigned(post: SignedPost): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = createPrivateKey(post.application.privateKeyPem);
  const signed = Buffer.from(`${timestamp}${post.forged ? 'forged' : post.body}`);
  return fetch(post.url, {
    method: 'POST',
    body: post.body,
    headers: {
      'content-type': 'application/json',
      'user-agent': post.userAgent,
      'x-signature-ed25519': sign(null, signed, key).toString('hex'),
      'x-signature-timestamp': timestamp,
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}
