import type { GuildChoices } from '../context.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { SettingsPage } from '../shell/settings-page.tsx';
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
  /** The server's; null while Discord does not answer. */
  roles: GuildChoices['roles'] | null;
  blocked: BlockedView;
  requestIds: Record<'intake' | 'hours' | 'rules' | 'unblock', string>;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

export function RulesSettings({ rules, hours, roles, blocked, requestIds, outcome }: Props) {
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
      <RulesForm rules={rules} roles={roles} requestId={requestIds.rules} outcome={outcome} />
      <BlockedList {...blocked} requestId={requestIds.unblock} outcome={outcome} />
    </SettingsPage>
  );
}
