import { Button, Modal, Textarea } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { RequestId } from '../components/request-id.tsx';
import { useDraftKey } from '../drafts/use-draft-key.ts';
import { useFieldDraft } from '../drafts/use-field-draft.ts';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import { useHydrated } from '../times/use-hydrated.ts';
import { useFormDraft } from './form-draft.ts';
import styles from './reason-dialog.module.css';
import { operatorStrings } from './strings.en.ts';

interface Props {
  /** Unique for every action on the page. */
  id: string;
  intent: string;
  /** Hidden fields that identify the target. */
  fields: Record<string, string>;
  label: string;
  title: string;
  text: string;
  isDangerous?: boolean;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/**
 * An operator action: a button that opens a dialog for the reason. Without script it is a
 * disclosure.
 */
export function ReasonDialog(props: Props) {
  const { id, label, title, text, isDangerous = false } = props;
  const t = useT(operatorStrings);
  const isHydrated = useHydrated();
  const draft = useFormDraft(props.intent, props.fields);
  const [isOpen, setOpen] = useState(draft !== null);
  const fetcher = useFetcher<AnyOutcome>({ key: `ask ${id}` });
  useEffect(() => {
    if (fetcher.data?.ok) setOpen(false);
  }, [fetcher.data]);
  const variant = isDangerous ? 'bad' : 'quiet';
  const form = (
    <fetcher.Form method="post" className={styles.form} noValidate>
      <p className={styles.text}>{text}</p>
      <ReasonFields {...props} fetcherOutcome={fetcher.data} keepsDraft />
      <div className={styles.foot}>
        {isHydrated && (
          <Button variant="ghost" onClick={() => setOpen(false)}>
            {t('operator.cancel')}
          </Button>
        )}
        <Button
          type="submit"
          variant={isDangerous ? 'bad-fill' : 'accent'}
          aria-disabled={fetcher.state !== 'idle'}
        >
          {label}
        </Button>
      </div>
    </fetcher.Form>
  );
  if (!isHydrated)
    return (
      <details open={draft !== null}>
        <summary className={styles.summary}>{label}</summary>
        {form}
      </details>
    );
  return (
    <>
      <Button size="xs" variant={variant} onClick={() => setOpen(true)} aria-haspopup="dialog">
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        size={460}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        {form}
      </Modal>
    </>
  );
}

/** Also used by forms outside of the dialog. */
export function ReasonFields({
  intent,
  fields,
  requestId,
  outcome,
  fetcherOutcome,
  keepsDraft = false,
}: Pick<Props, 'intent' | 'fields' | 'requestId' | 'outcome'> & {
  fetcherOutcome: AnyOutcome | undefined;
  /** What is typed is kept in this browser until `fetcherOutcome` accepts it. */
  keepsDraft?: boolean;
}) {
  const t = useT(operatorStrings);
  const draft = useFormDraft(intent, fields);
  const field = useRef<HTMLTextAreaElement>(null);
  const subject = ['operator', intent, ...Object.values(fields)].join('/');
  const draftKey = useDraftKey(subject, 'reason');
  const { clear } = useFieldDraft(field, keepsDraft ? draftKey : null);
  useEffect(() => {
    if (fetcherOutcome?.ok) clear();
  }, [fetcherOutcome, clear]);
  const result = fetcherOutcome ?? outcome;
  const problem = result && !result.ok ? result.problem : null;
  const fieldError = describeFieldProblem(t, problem, 'reason');
  const formError = problem && !fieldError ? describeProblem(t, problem).text : null;
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <RequestId initialId={requestId} outcome={fetcherOutcome} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Textarea
        ref={field}
        name="reason"
        label={t('operator.reason')}
        description={t('operator.reason_hint')}
        defaultValue={draft?.reason}
        maxLength={300}
        rows={3}
        required
        withAsterisk={false}
        error={fieldError ?? formError}
        data-autofocus
      />
    </>
  );
}
