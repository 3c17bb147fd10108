import { createHash } from 'node:crypto';

/**
 * Two ids that identify a delivery: Discord's nonce, which is enforced for some minutes, and a
 * component id, which stays in the message.
 */
export function createMarkers(outboxId: string): { nonce: string; marker: number } {
  const digest = createHash('sha256').update(outboxId).digest();
  return {
    nonce: digest.toString('base64url').slice(0, 25),
    // Component ids are positive 32-bit integers; Discord assigns small ones itself.
    marker: 0x1000_0000 + (digest.readUInt32BE(0) % 0x6000_0000),
  };
}
