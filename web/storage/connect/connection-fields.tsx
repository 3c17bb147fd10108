import { NativeSelect, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useT } from '../../strings/use-t.ts';
import type { RedactedInput } from '../connection-test-view.ts';
import { NO_AUTOFILL_PROPS } from '../no-autofill-props.ts';
import { storageStrings } from '../strings.en.ts';
import styles from './connect-form.module.css';

interface Props {
  /** What was typed before, without its secrets; for a page that was reloaded. */
  redactedInput: RedactedInput | null;
  /** Whether the secrets were typed before and are gone now. */
  wasCleared: boolean;
  /** The field that does not fit. */
  invalidField: string | null;
}

/**
 * Both ways to give a database. The style sheet shows the chosen one, so that it works without
 * script.
 */
export function ConnectionFields({ redactedInput, wasCleared, invalidField }: Props) {
  const t = useT(storageStrings);
  const validityProps = (field: string) => ({
    'aria-invalid': invalidField === field || undefined,
  });
  const textFieldProps = (field: 'host' | 'port' | 'database' | 'user') => ({
    ...NO_AUTOFILL_PROPS,
    ...validityProps(field),
    name: field,
    label: t(`connect.${field}`),
    placeholder: t(`connect.${field}_example`),
    defaultValue: redactedInput?.[field] ?? '',
    maxLength: field === 'port' ? 5 : 255,
  });
  return (
    <>
      <SegmentedControl
        name="by"
        aria-label={t('connect.how')}
        defaultValue={redactedInput?.host ? 'fields' : 'url'}
        data={[
          { value: 'url', label: t('connect.by_url') },
          { value: 'fields', label: t('connect.by_fields') },
        ]}
        classNames={{
          root: styles.switch,
          control: styles.control,
          label: styles.choice,
          indicator: styles.indicator,
          input: styles.radio,
        }}
      />
      <div className={styles.byUrl}>
        <PasswordInput
          {...NO_AUTOFILL_PROPS}
          {...validityProps('url')}
          name="url"
          defaultValue={redactedInput?.url ?? ''}
          label={t('connect.url')}
          description={t('connect.url_hint')}
          maxLength={4_096}
          visibilityToggleButtonProps={{ 'aria-label': t('connect.url_show') }}
        />
        {wasCleared && (
          <p className={styles.cleared}>
            {t(redactedInput?.url ? 'connect.kept_url' : 'connect.cleared_url')}
          </p>
        )}
      </div>
      <div className={styles.byFields}>
        <NativeSelect
          name="engine"
          label={t('connect.engine')}
          defaultValue={redactedInput?.engine ?? 'postgres'}
          data={(['postgres', 'mysql'] as const).map((engine) => ({
            value: engine,
            label: t(`storage.engine.${engine}`),
          }))}
        />
        <TextInput {...textFieldProps('host')} className={styles.host} />
        <TextInput {...textFieldProps('port')} inputMode="numeric" />
        <TextInput {...textFieldProps('database')} />
        <TextInput {...textFieldProps('user')} />
        <PasswordInput
          {...NO_AUTOFILL_PROPS}
          {...validityProps('password')}
          name="password"
          label={t('connect.password')}
          maxLength={2_000}
          visibilityToggleButtonProps={{ 'aria-label': t('connect.password_show') }}
        />
        {wasCleared && <p className={styles.cleared}>{t('connect.cleared_password')}</p>}
      </div>
    </>
  );
}
