import { useFetcher, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Disclosure } from '../../components/disclosure.tsx';
import { IconCheck, IconChevronDown } from '../../components/icons.ts';
import { RequestId } from '../../components/request-id.tsx';
import { describeProblem } from '../../errors/problem-text.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './fact-menu.module.css';
import type { DemoOutcome } from './outcome.ts';
import menuStyles from './status-menu.module.css';

interface Props {
  /** Of the fact, with its value. */
  label: string;
  trigger: ReactNode;
  /** Of its fetcher. */
  formKey: string;
  requestId: string;
  /** Absent: the buttons name the intent. */
  intent?: string;
  options: { name: string; value: string; content: ReactNode; isCurrent?: boolean }[];
}

/** A fact of the demo, and below it a form of buttons that change it. */
export function FactMenu({ label, trigger, formKey, requestId, intent, options }: Props) {
  const t = useT(submissionsStrings);
  const { pathname, search } = useLocation();
  const fetcher = useFetcher<DemoOutcome>({ key: formKey });
  const isIdle = fetcher.state === 'idle';
  const outcome = isIdle ? fetcher.data : undefined;
  return (
    <Disclosure
      label={label}
      triggerClass={menuStyles.trigger}
      panelClass={menuStyles.panel}
      trigger={
        <>
          {trigger}
          <IconChevronDown size={12} stroke={2.5} />
        </>
      }
    >
      <fetcher.Form
        method="post"
        action={pathname + search}
        onSubmit={(event) => {
          if (!isIdle) event.preventDefault();
        }}
      >
        {intent && <input type="hidden" name="intent" value={intent} />}
        <RequestId initialId={requestId} outcome={fetcher.data} />
        {options.map(({ name, value, content, isCurrent }) => (
          <button
            key={value}
            type="submit"
            name={name}
            value={value}
            className={menuStyles.option}
            disabled={isCurrent}
            aria-disabled={!isIdle}
          >
            <span className={styles.content}>{content}</span>
            {isCurrent && <IconCheck size={14} stroke={2.5} aria-label={t('demo.current')} />}
          </button>
        ))}
      </fetcher.Form>
      {outcome && !outcome.ok && (
        <p className={styles.problem} role="alert">
          {describeProblem(t, outcome.problem).text}
        </p>
      )}
    </Disclosure>
  );
}
