import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { createAuditEntry } from './audit-entry.ts';
import { createPageCursor } from './page-cursor.ts';
import { parseReason } from './reason.ts';
import type { OperatorActor, OperatorOperations, Page, SecretView } from './types.ts';

const PAGE_SIZE = 50;
const cursor = createPageCursor(/tenants:[0-9]{1,20}:db:[a-z0-9-]{1,64}/);

/**
 * Database secrets, newest first: where they lie and how they fare, never what they say.
 * @throws VektraError `invalid_input` for an unknown page
 */
export async function listSecrets(
  { tenancy }: Deps,
  query: Parameters<OperatorOperations['listSecrets']>[0],
): Promise<Page<SecretView>> {
  const before = cursor.decode(query.before);
  const rows = await tenancy.control.listDatabaseSecrets({
    ...(query.guildId ? { guildId: query.guildId } : {}),
    ...(before ? { before } : {}),
    limit: PAGE_SIZE + 1,
  });
  const page = rows.slice(0, PAGE_SIZE);
  const guildNames = await tenancy.control.getGuildNames(page.map(({ guildId }) => guildId));
  const items = page.map(({ state, ...secret }) => ({
    ...secret,
    // Revoked ones are about to be destroyed.
    state: state === 'revoked' ? ('retired' as const) : state,
    guildName: guildNames.get(secret.guildId) ?? null,
  }));
  const last = items.at(-1);
  const hasMore = rows.length > PAGE_SIZE && last;
  return {
    items,
    nextBefore: hasMore ? cursor.encode({ at: last.createdAt, id: last.ref }) : null,
  };
}

/** @throws VektraError `not_found` */
export async function changeSecret(
  deps: Deps,
  operator: OperatorActor,
  input: Parameters<OperatorOperations['changeSecret']>[1],
): Promise<void> {
  const reason = parseReason(input);
  const { ref, change } = input;
  const { tenancy, now } = deps;
  const guildIdInRef = /^tenants\/([0-9]{1,20})\//.exec(ref)?.[1];
  const secret = guildIdInRef
    ? await tenancy.control.findDatabaseSecret({ guildId: guildIdInRef, ref })
    : null;
  if (!secret || secret.state === 'destroyed') throw notFound();
  const { guildId, version } = secret;
  const audit = createAuditEntry(deps, operator, `secret.${change}`, {
    guildId,
    reason,
    details: { ref, version },
  });
  if (change === 'revoke') await tenancy.control.revokeDatabaseSecret({ ref, now: now(), audit });
  else await tenancy.control.requestRotation({ guildId, now: now(), audit });
}
