import { Kbd, TextInput } from '@mantine/core';
import { Form } from '@remix-run/react';
import { useRef } from 'react';
import { IconSearch } from '../../components/icons.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import type { Filters } from '../filters.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './search-field.module.css';

/** A number opens that demo, a word narrows to a genre. */
export function SearchField({ filters }: { filters: Filters }) {
  const t = useT(submissionsStrings);
  const { guildId } = useShell();
  const input = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => input.current?.focus() });
  return (
    <Form
      action={`/g/${guildId}/submissions`}
      onSubmit={({ currentTarget }) => {
        // Once it is read: what it found is said by a chip or by the demo itself.
        queueMicrotask(() => currentTarget.reset());
        input.current?.blur();
      }}
    >
      {filters.status.map((status) => (
        <input key={status} type="hidden" name="status" value={status} />
      ))}
      {filters.platform && <input type="hidden" name="platform" value={filters.platform} />}
      {filters.period && <input type="hidden" name="period" value={filters.period} />}
      <TextInput
        ref={input}
        name="find"
        placeholder={t('inbox.find')}
        aria-label={t('inbox.find_label')}
        leftSection={<IconSearch size={16} stroke={1.75} />}
        rightSection={<Kbd aria-hidden="true">/</Kbd>}
        classNames={{ section: styles.hint }}
        maxLength={100}
        autoComplete="off"
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </Form>
  );
}
