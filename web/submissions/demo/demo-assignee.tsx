import { Avatar } from '../../components/avatar.tsx';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import type { Demo } from './demo-view.ts';
import styles from './fact-menu.module.css';
import { FactMenu } from './fact-menu.tsx';

interface Props {
  demo: Demo;
  /** Whether it is assigned to whoever looks. */
  isMine: boolean;
  requestId: string;
}

/** Who takes care of the demo. */
export function DemoAssignee({ demo, isMine, requestId }: Props) {
  const t = useT(submissionsStrings);
  const name = demo.assignee ?? t('demo.facts.assignee_none');
  const option = (value: 'assign' | 'unassign', content: string) => ({
    name: 'intent',
    value,
    content,
  });
  return (
    <FactMenu
      label={`${t('demo.facts.assignee')}: ${name}`}
      formKey={`assign-${demo.number}`}
      requestId={requestId}
      trigger={
        <>
          {demo.assignee && <Avatar name={demo.assignee} size={18} />}
          <bdi className={demo.assignee ? styles.name : styles.quiet} title={name}>
            {name}
          </bdi>
        </>
      }
      options={[
        ...(isMine ? [] : [option('assign', t('assignee.take'))]),
        ...(demo.assignee === null ? [] : [option('unassign', t('assignee.remove'))]),
      ]}
    />
  );
}
