import type { AnyOutcome } from '../routing/outcome.ts';
import { Setting, SettingsPage } from '../shell/settings-page.tsx';
import { SwitchForm } from '../shell/switch-form.tsx';
import { useT } from '../strings/use-t.ts';
import { BlockedList } from './blocked-list.tsx';
import { HoursForm } from './hours-form.tsx';
import type { HoursView } from './hours-view.ts';
import { RulesForm } from './rules-form.tsx';
import type { BlockedView, RulesView } from './rules-view.ts';
import { rulesStrings } from './strings.en.ts';

/** What the page's forms get back. */
export interface RulesResults {
  intake: object;
  hours: object;
  rules: object;
  unblock: object;
}

interface Props {
  rules: RulesView;
  hours: HoursView;
  blocked: BlockedView;
  requestIds: Record<'intake' | 'hours' | 'rules' | 'unblock', string>;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

export function RulesSettings({ rules, hours, blocked, requestIds, outcome }: Props) {
  const t = useT(rulesStrings);
  return (
    <SettingsPage title={t('rules.title')} intro={t('rules.intro')}>
      <SwitchForm
        intent="intake"
        name="isOpen"
        label={t('rules.open')}
        description={t('rules.open_hint')}
        isOn={rules.isOpen}
        revision={rules.intakeRevision}
        requestId={requestIds.intake}
        outcome={outcome}
      />
      <HoursForm hours={hours} requestId={requestIds.hours} outcome={outcome} />
      <RulesForm rules={rules} requestId={requestIds.rules} outcome={outcome} />
      <dl>
        <Setting name={t('rules.roles')} hint={t('rules.roles_change')}>
          {rules.requiredRoleCount > 0
            ? t('rules.roles_some', { count: rules.requiredRoleCount })
            : t('rules.roles_everyone')}
        </Setting>
      </dl>
      <BlockedList {...blocked} requestId={requestIds.unblock} outcome={outcome} />
    </SettingsPage>
  );
}
