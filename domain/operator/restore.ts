import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { reasonOf } from './reason.ts';
import type { OperatorActor, RestoreActs, RestoreReport } from './types.ts';

/** @throws VektraError `not_found` for an unknown region */
export async function finishRestore(
  { tenancy, now }: Deps,
  by: OperatorActor,
  input: Parameters<RestoreActs['finish']>[1],
): Promise<RestoreReport> {
  const reason = reasonOf(input);
  const { regions } = input;
  const known = new Set(tenancy.regions.map(({ key }) => key));
  if (!regions.every((region) => known.has(region))) throw notFound();
  const report = await tenancy.restore.finish(regions);
  await tenancy.control.auditOperator({
    operator: by.userId,
    act: 'restore.finish',
    guildId: null,
    reason,
    details: { regions, guilds: report.guilds.length },
    now: now(),
  });
  return report;
}

/** @throws VektraError `not_found` for an unknown region, `storage_moving` */
export async function openIn(
  { tenancy, now }: Deps,
  by: OperatorActor,
  input: Parameters<RestoreActs['openIn']>[1],
): Promise<void> {
  const reason = reasonOf(input);
  const { guildId, region } = input;
  if (!tenancy.regions.some(({ key }) => key === region)) throw notFound();
  await tenancy.restore.openIn(guildId, region);
  await tenancy.control.auditOperator({
    operator: by.userId,
    act: 'restore.open',
    guildId,
    reason,
    details: { region },
    now: now(),
  });
}
