import { useFetcher, useLocation } from '@remix-run/react';
import { STATUSES, type Status } from '../../../domain/submissions/status.ts';
import { listNextStatuses } from '../../../domain/submissions/status-features.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { IconCheck, IconChevronDown } from '../../components/icons.ts';
import { RequestId } from '../../components/request-id.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import type { Demo } from './demo-view.ts';
import type { DemoOutcome } from './outcome.ts';
import styles from './status-menu.module.css';

interface Props {
  demo: Demo;
  status: Status;
  requestId: string;
}

/** Moves the demo to another status: a form of buttons, so it works without script. */
export function StatusMenu({ demo, status, requestId }: Props) {
  const t = useT(submissionsStrings);
  const { plan } = useShell();
  const { pathname, search } = useLocation();
  const fetcher = useFetcher<DemoOutcome>({ key: `act-${demo.number}` });
  if (status === 'withdrawn') return <StatusTag status={status} />;
  const offered: Status[] = [status, ...listNextStatuses(plan, status, demo.decision !== null)];
  return (
    <Disclosure
      label={`${t('demo.set_status')}: ${t(`status.${status}`)}`}
      triggerClass={styles.trigger}
      panelClass={styles.panel}
      trigger={
        <>
          <StatusTag status={status} />
          <IconChevronDown size={12} stroke={2.5} />
        </>
      }
    >
      <fetcher.Form
        method="post"
        action={pathname + search}
        onSubmit={(event) => event.currentTarget.closest('details')?.removeAttribute('open')}
      >
        <input type="hidden" name="intent" value="status" />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        {STATUSES.filter((each) => offered.includes(each)).map((each) => (
          <button
            key={each}
            type="submit"
            name="status"
            value={each}
            className={styles.option}
            disabled={each === status}
          >
            <StatusTag status={each} />
            {each === status && <IconCheck size={14} stroke={2.5} aria-label={t('demo.current')} />}
          </button>
        ))}
      </fetcher.Form>
    </Disclosure>
  );
}
