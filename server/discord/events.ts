import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type Router from '@koa/router';
import { z } from 'zod';
import { HttpError } from '../http/errors.ts';
import { readBody } from '../http/read-body.ts';
import type { State } from '../http/state.ts';

const BODY_LIMITS = { maxBytes: 64 * 1_024, minBytesPerSecond: 1_024, graceMs: 3_000 };
/** How far Discord's clock and ours may be apart, and how long a signed event is taken. */
const MAX_AGE_MS = 300_000;

const eventSchema = z.object({
  event: z
    .object({
      type: z.string(),
      data: z
        .object({ guild_id: z.string().regex(/^[0-9]{15,20}$/) })
        .optional()
        .catch(undefined),
    })
    .optional(),
});

/**
 * `POST /discord/events`: Discord's webhook events, for deployments whose bot may miss some. Signed
 * with the application's key. They name a server whose subscriptions changed; what they are now is
 * then asked for.
 * @param options.queueEntitlements a worker asks Discord what these servers have subscribed to
 */
export function registerEventRoutes(
  router: Router<State>,
  options: { publicKey: string; queueEntitlements(guildIds: readonly string[]): Promise<void> },
): void {
  const key = toPublicKey(options.publicKey);
  router.post('/discord/events', async (ctx) => {
    const body = await readBody(ctx.req, BODY_LIMITS);
    const timestamp = ctx.get('x-signature-timestamp');
    if (!isSigned(key, ctx.get('x-signature-ed25519'), timestamp, body) || !isRecent(timestamp))
      throw new HttpError(401, 'bad_signature');
    const guildId = parseEntitlementGuild(body);
    if (guildId) await options.queueEntitlements([guildId]);
    ctx.status = 204;
  });
}

const toPublicKey = (hex: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') },
    format: 'jwk',
  });

const isSigned = (key: KeyObject, signature: string, timestamp: string, body: Buffer): boolean =>
  /^[0-9a-f]{128}$/i.test(signature) &&
  /^[0-9]{1,12}$/.test(timestamp) &&
  verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));

const isRecent = (timestamp: string): boolean =>
  Math.abs(Date.now() - Number(timestamp) * 1_000) <= MAX_AGE_MS;

/** @returns null for a ping, and for what is about something else */
function parseEntitlementGuild(body: Buffer): string | null {
  let content: unknown;
  try {
    content = JSON.parse(body.toString());
  } catch {
    throw new HttpError(400, 'bad_request');
  }
  const parsed = eventSchema.safeParse(content);
  if (!parsed.success) throw new HttpError(400, 'bad_request');
  const { event } = parsed.data;
  return event?.type.startsWith('ENTITLEMENT_') ? (event.data?.guild_id ?? null) : null;
}
