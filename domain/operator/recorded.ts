import type { OperatorAuditEntry } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';

/**
 * Runs an operator's change that does not end in the control database, so that no transaction holds
 * both: the intent is recorded before anything happens, the outcome after. Where the outcome cannot be
 * recorded, the entry says that it is not known.
 * @param isCopied false where the change itself writes into the label's audit log
 */
export async function recorded<T>(
  { tenancy, now }: Deps,
  entry: OperatorAuditEntry,
  { isCopied }: { isCopied: boolean },
  change: (auditId: string) => Promise<T>,
): Promise<T> {
  const id = await tenancy.control.startOperatorAudit(entry, isCopied);
  const finish = (code: string | null) =>
    tenancy.control.finishOperatorAudit({ id, code, now: now() });
  let result: T;
  try {
    result = await change(id);
  } catch (error) {
    await finish(codeOf(error)).catch(() => {});
    throw error;
  }
  await finish(null).catch(() => {});
  return result;
}

const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'error').slice(0, 64);
};
