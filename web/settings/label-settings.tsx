import { Button, TextInput } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import { IconAlert, IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { UnsentNotice } from '../drafts/unsent-notice.tsx';
import { useDraftKey } from '../drafts/use-draft-key.ts';
import { useFieldDraft } from '../drafts/use-field-draft.ts';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, isUnsent, outcomeOf } from '../routing/outcome.ts';
import styles from '../shell/settings.module.css';
import { Setting, SettingsPage } from '../shell/settings-page.tsx';
import { SwitchForm } from '../shell/switch-form.tsx';
import { useT } from '../strings/use-t.ts';
import type { LabelSettingsView } from './label-settings-view.ts';
import { StaffRolesForm } from './staff-roles-form.tsx';
import { settingsStrings } from './strings.en.ts';
import { TimeZoneForm } from './time-zone-form.tsx';
import type { TimeZoneView } from './time-zone-view.ts';

/** What the page's form gets back. */
export interface LabelSettingsResults {
  rename: object;
  time_zone: object;
  staff_roles: object;
  show_listens: object;
  post_files: object;
}

interface Props {
  settings: LabelSettingsView;
  timeZone: TimeZoneView;
  requestIds: Record<'rename' | 'timeZone' | 'staffRoles' | 'showListens' | 'postFiles', string>;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

export function LabelSettings({ settings, timeZone, requestIds, outcome }: Props) {
  const t = useT(settingsStrings);
  return (
    <SettingsPage title={t('settings.label_title')} intro={t('settings.label_intro')}>
      <NameForm
        name={settings.labelName}
        revision={settings.labelRevision}
        requestId={requestIds.rename}
        // An outcome without a name is of a form that could not be read.
        outcome={outcomeOf(outcome, 'rename') ?? outcomeOf(outcome, '')}
      />
      <TimeZoneForm timeZone={timeZone} requestId={requestIds.timeZone} outcome={outcome} />
      <SwitchForm
        intent="show_listens"
        name="isShownToArtists"
        label={t('settings.listens')}
        description={t('settings.listens_hint')}
        isOn={settings.areListensShown}
        revision={settings.listensRevision}
        requestId={requestIds.showListens}
        outcome={outcome}
      />
      <SwitchForm
        intent="post_files"
        name="isPostedOnDiscord"
        label={t('settings.post_files')}
        description={t('settings.post_files_hint')}
        isOn={settings.areFilesPosted}
        revision={settings.filesRevision}
        requestId={requestIds.postFiles}
        outcome={outcome}
      />
      <dl>
        <Setting
          name={t('settings.channel')}
          hint={
            settings.hasStaffChannel
              ? `${t('settings.channel_set')} ${t('settings.channel_change')}`
              : undefined
          }
        >
          {settings.hasStaffChannel ? (
            settings.staffChannelName === null ? (
              t('settings.channel_chosen')
            ) : (
              <bdi>{t('picker.channel', { name: settings.staffChannelName })}</bdi>
            )
          ) : (
            <span className={styles.state} data-tone="bad">
              <IconAlert size={16} stroke={2} />
              {t('settings.channel_none')}
            </span>
          )}
        </Setting>
        <Setting name={t('settings.undo')}>
          {t('settings.undo_value', { seconds: settings.undoSeconds })}
        </Setting>
      </dl>
      <StaffRolesForm settings={settings} requestId={requestIds.staffRoles} outcome={outcome} />
    </SettingsPage>
  );
}

function NameForm({
  name,
  revision,
  requestId,
  outcome,
}: {
  name: string;
  revision: number;
  requestId: string;
  outcome: AnyOutcome | undefined;
}) {
  const t = useT(settingsStrings);
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: 'rename' });
  const result = fetcher.data ?? outcome;
  const problem = result && !result.ok ? result.problem : null;
  const isSaved = fetcher.data ? fetcher.data.ok : search.get('did') === 'rename';
  const field = useRef<HTMLInputElement>(null);
  const { unsent, clear } = useFieldDraft(
    field,
    useDraftKey('settings/label', 'labelName'),
    'sending',
  );
  useEffect(() => {
    if (fetcher.data?.ok) clear();
  }, [fetcher.data, clear]);
  const isUnsentShown = unsent && fetcher.state === 'idle' && (!fetcher.data || isUnsent(result));
  const error =
    describeFieldProblem(t, problem, 'labelName') ??
    (problem && !isUnsentShown ? describeProblem(t, problem).text : null);
  return (
    <fetcher.Form method="post" className={styles.form}>
      <input type="hidden" name="intent" value="rename" />
      <input type="hidden" name="revision" value={revision} />
      <RequestId initialId={requestId} outcome={fetcher.data} unsentId={unsent?.requestId} />
      <TextInput
        ref={field}
        className={styles.field}
        name="labelName"
        label={t('settings.name')}
        description={t('settings.name_hint')}
        defaultValue={name}
        maxLength={LABEL_NAME_MAX_LENGTH}
        required
        withAsterisk={false}
        autoComplete="off"
        dir="auto"
        error={error}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
      />
      <Button
        type="submit"
        variant="accent"
        aria-disabled={fetcher.state !== 'idle'}
        leftSection={isSaved && fetcher.state === 'idle' ? <IconCheck size={16} /> : undefined}
      >
        {t(isSaved && fetcher.state === 'idle' ? 'app.saved' : 'app.save')}
      </Button>
      {isUnsentShown && (
        <div className={styles.unsent}>
          <UnsentNotice problem={problem} hasText />
        </div>
      )}
    </fetcher.Form>
  );
}
