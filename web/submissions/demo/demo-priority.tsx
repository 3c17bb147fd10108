import { PRIORITIES } from '../../../domain/submissions/priority.ts';
import { useT } from '../../strings/use-t.ts';
import { PriorityMark } from '../priority-mark.tsx';
import { submissionsStrings } from '../strings.en.ts';
import type { Demo } from './demo-view.ts';
import styles from './fact-menu.module.css';
import { FactMenu } from './fact-menu.tsx';

/** How urgent the demo is. */
export function DemoPriority({ demo, requestId }: { demo: Demo; requestId: string }) {
  const t = useT(submissionsStrings);
  const name = t(`priority.${demo.priority}`);
  return (
    <FactMenu
      label={`${t('demo.facts.priority')}: ${name}`}
      formKey={`priority-${demo.number}`}
      requestId={requestId}
      intent="priority"
      trigger={
        <>
          <PriorityMark priority={demo.priority} />
          <span className={demo.priority === 'normal' ? styles.quiet : undefined}>{name}</span>
        </>
      }
      options={PRIORITIES.map((value) => ({
        name: 'priority',
        value,
        isCurrent: value === demo.priority,
        content: (
          <>
            <PriorityMark priority={value} />
            {t(`priority.${value}`)}
          </>
        ),
      }))}
    />
  );
}
