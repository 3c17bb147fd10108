import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { auditEntry } from './entry.ts';
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
  const page = found.slice(0, PAGE);
  const names = await tenancy.control.guildNames(page.map(({ guildId }) => guildId));
  const items = page.map(({ state, ...secret }) => ({
    ...secret,
    // Revoked ones are about to be destroyed.
    state: state === 'revoked' ? ('retired' as const) : state,
    guildName: names.get(secret.guildId) ?? null,
  }));
  const last = items.at(-1);
  const hasMore = found.length > PAGE && last;
  return { items, nextBefore: hasMore ? cursor.write({ at: last.createdAt, id: last.ref }) : null };
}

/** @throws VektraError `not_found` */
export async function changeSecret(
  deps: Deps,
  by: OperatorActor,
  input: Parameters<OperatorActs['changeSecret']>[1],
): Promise<void> {
  const reason = reasonOf(input);
  const { ref, change } = input;
  const { tenancy, now } = deps;
  const owner = /^tenants\/([0-9]{1,20})\//.exec(ref)?.[1];
  const secret = owner ? await tenancy.control.findDatabaseSecret({ guildId: owner, ref }) : null;
  if (!secret || secret.state === 'destroyed') throw notFound();
  const { guildId, version } = secret;
  const audit = auditEntry(deps, by, `secret.${change}`, {
    guildId,
    reason,
    details: { ref, version },
  });
  if (change === 'revoke') await tenancy.control.revokeDatabaseSecret({ ref, now: now(), audit });
  else await tenancy.control.askForRotation({ guildId, now: now(), audit });
}
