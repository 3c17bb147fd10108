import { postSigned } from '../actions/signed-post.ts';
import type { Core } from '../core.ts';
import { parseBodyBytes } from '../http/body.ts';
import type { ApplicationRecord } from '../state/types.ts';
import { Field } from '../validate/field.ts';
import { respondToInteraction } from './respond.ts';
import type { InteractionRecord } from './store.ts';

const USER_AGENT = 'Discord-Interactions/1.0 (+https://discord.com)';
const PING = 1;
const PONG = 1;

/**
 * Whether an application answers at this address as Discord demands before it keeps the address: a
 * PONG to a signed PING, and 401 to one whose signature is wrong.
 */
export async function isValidEndpoint(
  application: ApplicationRecord,
  url: string,
): Promise<boolean> {
  const body = JSON.stringify({ type: PING, application_id: application.id, version: 1 });
  const ping = (forged: boolean) =>
    postSigned({ application, url, body, userAgent: USER_AGENT, forged });
  try {
    const [valid, forged] = [await ping(false), await ping(true)];
    const pong = (await valid.json()) as { type?: unknown } | null;
    return valid.status === 200 && pong?.type === PONG && forged.status === 401;
  } catch {
    return false;
  }
}

/**
 * Sends an interaction by HTTP; the response is the first answer. 202 means that it comes by the
 * callback route. What fails, or is no valid answer, ends as on Discord: the application did not
 * respond.
 */
export async function deliverToEndpoint(
  core: Core,
  application: ApplicationRecord,
  record: InteractionRecord,
  payload: unknown,
): Promise<void> {
  const response = await postSigned({
    application,
    url: application.interactionsEndpointUrl!,
    body: JSON.stringify(payload),
    userAgent: USER_AGENT,
  });
  if (response.status !== 200 || record.state !== 'waiting') {
    await response.body?.cancel();
    return;
  }
  const raw = Buffer.from(await response.arrayBuffer());
  const { json, files } = await parseBodyBytes(raw, response.headers.get('content-type') ?? '');
  respondToInteraction(core, record, new Field(json), files);
}
