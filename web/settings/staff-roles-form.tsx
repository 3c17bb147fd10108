import { Button } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { RolePicker } from '../components/role-picker.tsx';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import type { LabelSettingsView } from './label-settings-view.ts';
import styles from './staff-roles-form.module.css';
import { settingsStrings } from './strings.en.ts';

interface Props {
  settings: LabelSettingsView;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** Who is staff beside those who can see the staff channel. */
export function StaffRolesForm({ settings, requestId, outcome }: Props) {
  const t = useT(settingsStrings);
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: 'staff_roles' });
  const result = fetcher.data ?? outcomeOf(outcome, 'staff_roles');
  const [isChanged, setChanged] = useState(false);
  const isIdle = fetcher.state === 'idle';
  const isSaved =
    isIdle && !isChanged && (result ? result.ok : search.get('did') === 'staff_roles');
  const problem = isIdle && result && !result.ok ? result.problem : null;
  if (!settings.roles) return <p className={styles.unavailable}>{t('picker.unavailable')}</p>;
  return (
    <fetcher.Form
      method="post"
      className={styles.form}
      // What somebody else has changed meanwhile is shown.
      key={settings.staffRevision}
      onChange={() => setChanged(true)}
      onSubmit={() => setChanged(false)}
    >
      <input type="hidden" name="intent" value="staff_roles" />
      <input type="hidden" name="revision" value={settings.staffRevision} />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <RolePicker
        name="roleIds"
        label={t('settings.roles')}
        description={t('settings.roles_hint')}
        roles={settings.roles}
        value={settings.staffRoleIds}
        error={
          describeFieldProblem(t, problem, 'roleIds') ??
          (problem ? Object.values(describeProblem(t, problem)).join('. ') : null)
        }
      />
      <Button
        type="submit"
        aria-disabled={!isIdle}
        leftSection={isSaved ? <IconCheck size={16} /> : undefined}
      >
        {t(isSaved ? 'app.saved' : 'app.save')}
      </Button>
    </fetcher.Form>
  );
}
