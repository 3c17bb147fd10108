import { NativeSelect, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { storageT } from '../catalogues/storage.ts';
import type { Kept } from '../presenters/test.ts';
import look from './connect-form.module.css';

interface Props {
  /** What was typed before, without its secrets; for a page that was loaded anew. */
  kept: Kept | null;
  /** Whether the secrets were typed before and are gone now. */
  wasCleared: boolean;
  /** The field that does not fit. */
  wrong: string | null;
}

const QUIET = {
  autoComplete: 'off',
  autoCapitalize: 'none',
  autoCorrect: 'off',
  spellCheck: false,
  'data-1p-ignore': true,
  'data-lpignore': 'true',
} as const;

/** Both ways to give a database. The style sheet shows the chosen one, so that it works without script. */
export function GivenAs({ kept, wasCleared, wrong }: Props) {
  const mark = (field: string) => ({ 'aria-invalid': wrong === field || undefined });
  const text = (field: 'host' | 'port' | 'database' | 'user') => ({
    ...QUIET,
    ...mark(field),
    name: field,
    label: storageT(`connect.${field}`),
    defaultValue: kept?.[field] ?? '',
    maxLength: field === 'port' ? 5 : 255,
  });
  return (
    <>
      <SegmentedControl
        name="by"
        aria-label={storageT('connect.how')}
        defaultValue={kept?.host ? 'fields' : 'url'}
        data={[
          { value: 'url', label: storageT('connect.by_url') },
          { value: 'fields', label: storageT('connect.by_fields') },
        ]}
        classNames={{
          root: look.switch,
          control: look.control,
          label: look.choice,
          indicator: look.indicator,
          input: look.radio,
        }}
      />
      <div className={look.byUrl}>
        <PasswordInput
          {...QUIET}
          {...mark('url')}
          name="url"
          label={storageT('connect.url')}
          description={storageT('connect.url_hint')}
          maxLength={4_096}
          visibilityToggleButtonProps={{ 'aria-label': storageT('connect.url_show') }}
        />
        {wasCleared && <p className={look.cleared}>{storageT('connect.cleared_url')}</p>}
      </div>
      <div className={look.byFields}>
        <NativeSelect
          name="engine"
          label={storageT('connect.engine')}
          defaultValue={kept?.engine ?? 'postgres'}
          data={(['postgres', 'mysql'] as const).map((engine) => ({
            value: engine,
            label: storageT(`engine.${engine}`),
          }))}
        />
        <TextInput {...text('host')} className={look.host} placeholder="db.example.com" />
        <TextInput {...text('port')} inputMode="numeric" placeholder="5432 / 3306" />
        <TextInput {...text('database')} placeholder="vektra" />
        <TextInput {...text('user')} placeholder="vektra" />
        <PasswordInput
          {...QUIET}
          {...mark('password')}
          name="password"
          label={storageT('connect.password')}
          maxLength={2_000}
          visibilityToggleButtonProps={{ 'aria-label': storageT('connect.password_show') }}
        />
        {wasCleared && <p className={look.cleared}>{storageT('connect.cleared_password')}</p>}
      </div>
    </>
  );
}
