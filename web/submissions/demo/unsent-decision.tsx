import { useEffect, useState } from 'react';
import { readDraft } from '../../drafts/draft-store.ts';
import { UnsentNotice } from '../../drafts/unsent-notice.tsx';
import { type FailedOutcome, isUnsent } from '../../routing/outcome.ts';
import type { DemoActions } from './use-demo-actions.ts';

type Fields = NonNullable<FailedOutcome['unsentFields']>;

/** A decision that was not handled, and how to send it again. */
export function UnsentDecision({ actions }: { actions: DemoActions }) {
  const { fetcher, action, reasonKey, isDecided } = actions;
  const [restored, setRestored] = useState<Fields | null>(null);
  useEffect(() => {
    const draft = reasonKey && readDraft(reasonKey);
    if (!draft?.requestId) return;
    setRestored({ intent: 'reject', requestId: draft.requestId, reason: draft.text });
  }, [reasonKey]);
  const outcome = isUnsent(fetcher.data) ? fetcher.data : null;
  const fields = fetcher.data ? outcome?.unsentFields : restored;
  if (!fields || fetcher.state !== 'idle') return null;
  // Somebody else decided meanwhile.
  if (isDecided && (fields.intent === 'approve' || fields.intent === 'reject')) return null;
  return (
    <UnsentNotice
      problem={outcome?.problem ?? null}
      hasText={Boolean(fields.reason)}
      onResend={() => fetcher.submit(toFormData(fields), { method: 'post', action })}
    />
  );
}

function toFormData(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
