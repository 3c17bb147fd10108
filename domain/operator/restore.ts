import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { createAuditEntry } from './audit-entry.ts';
import { parseReason } from './reason.ts';
import type { OperatorActor, RestoreOperations, RestoreReport } from './types.ts';
import { withAuditRecord } from './with-audit-record.ts';

/** @throws VektraError `not_found` for an unknown region */
export async function finishRestore(
  deps: Deps,
  operator: OperatorActor,
  input: Parameters<RestoreOperations['finish']>[1],
): Promise<RestoreReport> {
  const reason = parseReason(input);
  const { regions } = input;
  const { tenancy } = deps;
  const knownRegions = new Set(tenancy.regions.map(({ key }) => key));
  if (!regions.every((region) => knownRegions.has(region))) throw notFound();
  const entry = createAuditEntry(deps, operator, 'restore.finish', {
    guildId: null,
    reason,
    details: { regions },
  });
  return withAuditRecord(deps, entry, { shouldCopyToLabel: false }, () =>
    tenancy.restore.finish(regions),
  );
}

/** @throws VektraError `not_found` for an unknown region, `storage_moving` */
export async function openInRegion(
  deps: Deps,
  operator: OperatorActor,
  input: Parameters<RestoreOperations['openInRegion']>[1],
): Promise<void> {
  const reason = parseReason(input);
  const { guildId, region } = input;
  const { tenancy } = deps;
  if (!tenancy.regions.some(({ key }) => key === region)) throw notFound();
  const entry = createAuditEntry(deps, operator, 'restore.open', {
    guildId,
    reason,
    details: { region },
  });
  await withAuditRecord(deps, entry, { shouldCopyToLabel: true }, () =>
    tenancy.restore.openGuildIn(guildId, region),
  );
}
