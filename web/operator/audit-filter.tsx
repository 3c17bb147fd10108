import { Button, TextInput } from '@mantine/core';
import { Form, Link } from '@remix-run/react';
import { operatorT } from '../strings/operator.ts';
import styles from './audit.module.css';

export interface AuditFilterValues {
  /** A server's id. */
  guild: string | null;
  operator: string | null;
}

/** The filter as a query; what is not set is left out. */
export const toAuditQuery = ({ guild, operator }: AuditFilterValues): Record<string, string> => ({
  ...(guild ? { guild } : {}),
  ...(operator ? { operator } : {}),
});

/** A form that changes the address: it works without JavaScript. */
export function AuditFilter({ filter }: { filter: AuditFilterValues }) {
  const isSet = filter.guild !== null || filter.operator !== null;
  return (
    <Form role="search" className={styles.filter} aria-label={operatorT('audit.filter')}>
      <TextInput
        name="guild"
        label={operatorT('audit.filter_guild')}
        defaultValue={filter.guild ?? ''}
        inputMode="numeric"
        maxLength={20}
        autoComplete="off"
      />
      <TextInput
        name="operator"
        label={operatorT('audit.filter_operator')}
        placeholder={operatorT('audit.filter_operator_example')}
        defaultValue={filter.operator ?? ''}
        maxLength={150}
        autoComplete="off"
      />
      <div className={styles.buttons}>
        <Button type="submit">{operatorT('audit.apply')}</Button>
        {isSet && (
          <Button component={Link} to="?" variant="ghost">
            {operatorT('audit.clear')}
          </Button>
        )}
      </div>
    </Form>
  );
}
