import { useEffect, useRef, useState } from 'react';
import { isOutcome } from '../routing/outcome.ts';

/**
 * An id that makes an operation idempotent. `randomUUID` exists only on secure origins; this does
 * everywhere.
 */
export function createRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The id in a form. It stays the same across retries, whatever is loaded meanwhile, and changes
 * once the operation has succeeded.
 *
 * @param initialId minted by the loader, for the form that is posted without script
 * @param unsentId under which the form was sent before, if it was not accepted
 */
export function RequestId({
  initialId,
  outcome,
  unsentId,
}: {
  initialId: string;
  outcome?: unknown;
  unsentId?: string | undefined;
}) {
  const [id, setId] = useState(initialId);
  const previousOutcome = useRef(outcome);
  useEffect(() => {
    if (previousOutcome.current === outcome) return;
    previousOutcome.current = outcome;
    if (isOutcome(outcome) && outcome.ok) setId(createRequestId());
  }, [outcome]);
  return <input type="hidden" name="requestId" value={unsentId ?? id} />;
}
