import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { auditEntry } from './entry.ts';
import { reasonOf } from './reason.ts';
import { recorded } from './recorded.ts';
import type { OperatorActor, RestoreActs, RestoreReport } from './types.ts';

/** @throws VektraError `not_found` for an unknown region */
export async function finishRestore(
  deps: Deps,
  by: OperatorActor,
  input: Parameters<RestoreActs['finish']>[1],
): Promise<RestoreReport> {
  const reason = reasonOf(input);
  const { regions } = input;
  const { tenancy } = deps;
  const known = new Set(tenancy.regions.map(({ key }) => key));
  if (!regions.every((region) => known.has(region))) throw notFound();
  const entry = auditEntry(deps, by, 'restore.finish', {
    guildId: null,
    reason,
    details: { regions },
  });
  return recorded(deps, entry, { isCopied: false }, () => tenancy.restore.finish(regions));
}

/** @throws VektraError `not_found` for an unknown region, `storage_moving` */
export async function openIn(
  deps: Deps,
  by: OperatorActor,
  input: Parameters<RestoreActs['openIn']>[1],
): Promise<void> {
  const reason = reasonOf(input);
  const { guildId, region } = input;
  const { tenancy } = deps;
  if (!tenancy.regions.some(({ key }) => key === region)) throw notFound();
  const entry = auditEntry(deps, by, 'restore.open', { guildId, reason, details: { region } });
  await recorded(deps, entry, { isCopied: true }, () => tenancy.restore.openIn(guildId, region));
}
