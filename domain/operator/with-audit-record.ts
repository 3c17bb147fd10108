import type { OperatorAuditEntry } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';

/**
 * Runs an operator's change that does not end in the control database, so that no transaction holds
 * both: the intent is recorded before anything happens, the outcome after. Where the outcome cannot
 * be recorded, the entry says that it is not known.
 * @param shouldCopyToLabel false where the change itself writes into the label's audit log
 */
export async function withAuditRecord<T>(
  { tenancy, now }: Deps,
  entry: OperatorAuditEntry,
  { shouldCopyToLabel }: { shouldCopyToLabel: boolean },
  change: (auditId: string) => Promise<T>,
): Promise<T> {
  const id = await tenancy.control.startOperatorAudit(entry, shouldCopyToLabel);
  const finishAudit = (code: string | null) =>
    tenancy.control.finishOperatorAudit({ id, code, now: now() });
  let result: T;
  try {
    result = await change(id);
  } catch (error) {
    await finishAudit(errorCode(error)).catch(() => {});
    throw error;
  }
  await finishAudit(null).catch(() => {});
  return result;
}

const errorCode = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'error').slice(0, 64);
};
