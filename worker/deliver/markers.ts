import { createHash } from 'node:crypto';

/**
 * Two marks that make a delivery recognisable: Discord's nonce, which it enforces for some minutes,
 * and a component id, which stays in the message for as long as it lives.
 */
export function createMarkers(outboxId: string): { nonce: string; marker: number } {
  const digest = createHash('sha256').update(outboxId).digest();
  return {
    nonce: digest.toString('base64url').slice(0, 25),
    // Component ids are positive 32-bit integers; small ones are those that Discord gives by itself.
    marker: 0x1000_0000 + (digest.readUInt32BE(0) % 0x6000_0000),
  };
}
