import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { pageCursor } from './page-cursor.ts';
import { reasonOf } from './reason.ts';
import type { OperatorActor, OperatorActs, Page, SecretView } from './types.ts';

const PAGE = 50;
const cursor = pageCursor(/tenants:[0-9]{1,20}:db:[a-z0-9-]{1,64}/);

/**
 * Database secrets, newest first: where they lie and how they fare, never what they say.
 * @throws VektraError `invalid_input` for an unknown page
 */
export async function secrets(
  { tenancy }: Deps,
  query: Parameters<OperatorActs['secrets']>[0],
): Promise<Page<SecretView>> {
  const before = cursor.read(query.before);
  const found = await tenancy.control.listDatabaseSecrets({
    ...(query.guildId ? { guildId: query.guildId } : {}),
    ...(before ? { before } : {}),
    limit: PAGE + 1,
  });
  const items = await Promise.all(
    found.slice(0, PAGE).map(async ({ state, ...secret }) => ({
      ...secret,
      // Revoked ones are about to be destroyed.
      state: state === 'revoked' ? ('retired' as const) : state,
      guildName: await tenancy.control.guildName(secret.guildId),
    })),
  );
  const last = items.at(-1);
  const hasMore = found.length > PAGE && last;
  return { items, nextBefore: hasMore ? cursor.write({ at: last.createdAt, id: last.ref }) : null };
}

/** @throws VektraError `not_found` */
export async function changeSecret(
  { tenancy, now }: Deps,
  by: OperatorActor,
  input: Parameters<OperatorActs['changeSecret']>[1],
): Promise<void> {
  const reason = reasonOf(input);
  const { ref, change } = input;
  const guildId = /^tenants\/([0-9]{1,20})\//.exec(ref)?.[1];
  const secret = guildId ? await tenancy.control.findDatabaseSecret({ guildId, ref }) : null;
  if (!secret || secret.state === 'destroyed') throw notFound();
  if (change === 'revoke') await tenancy.control.revokeDatabaseSecret({ ref, now: now() });
  else await tenancy.control.askForRotation({ guildId: secret.guildId, now: now() });
  await tenancy.control.auditOperator({
    operator: by.userId,
    act: `secret.${change}`,
    guildId: secret.guildId,
    reason,
    details: { ref, version: secret.version },
    now: now(),
  });
}
