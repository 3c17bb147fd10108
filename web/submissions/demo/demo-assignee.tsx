import { useFetcher, useLocation } from '@remix-run/react';
import { Avatar } from '../../components/avatar.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { IconChevronDown } from '../../components/icons.ts';
import { RequestId } from '../../components/request-id.tsx';
import { describeProblem } from '../../errors/problem-text.ts';
import type { Outcome } from '../../routing/outcome.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './demo-assignee.module.css';
import type { Demo } from './demo-view.ts';
import type { DemoResults } from './outcome.ts';
import menuStyles from './status-menu.module.css';

interface Props {
  demo: Demo;
  /** Whether it is assigned to whoever looks. */
  isMine: boolean;
  requestId: string;
}

/** Who takes care of the demo, and a form of buttons to change that. */
export function DemoAssignee({ demo, isMine, requestId }: Props) {
  const t = useT(submissionsStrings);
  const { pathname, search } = useLocation();
  const fetcher = useFetcher<Outcome<DemoResults, 'assign' | 'unassign'>>({
    key: `assign-${demo.number}`,
  });
  const isIdle = fetcher.state === 'idle';
  const outcome = isIdle ? fetcher.data : undefined;
  const name = demo.assignee ?? t('demo.facts.assignee_none');
  return (
    <Disclosure
      label={`${t('demo.facts.assignee')}: ${name}`}
      triggerClass={menuStyles.trigger}
      panelClass={menuStyles.panel}
      trigger={
        <>
          {demo.assignee && <Avatar name={demo.assignee} size={18} />}
          <bdi className={styles.name} data-none={!demo.assignee || undefined} title={name}>
            {name}
          </bdi>
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
        <RequestId initialId={requestId} outcome={fetcher.data} />
        {!isMine && (
          <button
            type="submit"
            name="intent"
            value="assign"
            className={menuStyles.option}
            aria-disabled={!isIdle}
          >
            {t('assignee.take')}
          </button>
        )}
        {demo.assignee !== null && (
          <button
            type="submit"
            name="intent"
            value="unassign"
            className={menuStyles.option}
            aria-disabled={!isIdle}
          >
            {t('assignee.remove')}
          </button>
        )}
      </fetcher.Form>
      {outcome && !outcome.ok && (
        <p className={styles.problem} role="alert">
          {describeProblem(t, outcome.problem).text}
        </p>
      )}
    </Disclosure>
  );
}
