import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GuildChoices } from '../context.ts';
import { useT } from '../strings/use-t.ts';
import styles from './role-picker.module.css';

interface Props {
  /** Of the field, which is a list. */
  name: string;
  label: string;
  description: string;
  roles: GuildChoices['roles'];
  /** Ids of the chosen roles. */
  value: readonly string[];
  error: string | null;
}

/** From so many on they can be searched. */
const MIN_SEARCHABLE = 9;

/** Any number of the server's roles, by name. What a search hides stays chosen. */
export function RolePicker({ name, label, description, roles, value, error }: Props) {
  const t = useT();
  const [search, setSearch] = useState('');
  const gone = value.filter((id) => !roles.some((role) => role.id === id));
  const all = [...roles, ...gone.map((id) => ({ id, name: t('picker.role_gone') }))];
  const wanted = search.trim().toLocaleLowerCase();
  const isShown = (role: string) => role.toLocaleLowerCase().includes(wanted);
  const descriptionId = `${name}-description`;
  const errorId = `${name}-error`;
  return (
    <fieldset
      className={styles.picker}
      aria-describedby={error ? `${descriptionId} ${errorId}` : descriptionId}
    >
      <legend>{label}</legend>
      <p id={descriptionId} className={styles.description}>
        {description}
      </p>
      {all.length >= MIN_SEARCHABLE && (
        <div data-script-only>
          <TextInput
            type="search"
            size="xs"
            aria-label={t('picker.find_role')}
            placeholder={t('picker.find_role')}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
            // It finds; it does not save.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
        </div>
      )}
      {all.length > 0 ? (
        <div className={styles.roles}>
          {all.map((role) => (
            <div key={role.id} hidden={!isShown(role.name)}>
              <Checkbox
                name={`${name}[]`}
                value={role.id}
                defaultChecked={value.includes(role.id)}
                label={<bdi className={styles.name}>{role.name}</bdi>}
              />
            </div>
          ))}
        </div>
      ) : (
        <p className={styles.description}>{t('picker.no_roles')}</p>
      )}
      {error && (
        <p id={errorId} role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
