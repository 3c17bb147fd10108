import { Button, TextInput } from '@mantine/core';
import { Form, Link } from '@remix-run/react';
import { useT } from '../strings/use-t.ts';
import styles from './audit.module.css';
import { operatorStrings } from './strings.en.ts';

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
  const t = useT(operatorStrings);
  const isSet = filter.guild !== null || filter.operator !== null;
  return (
    <Form role="search" className={styles.filter} aria-label={t('operator.audit.filter')}>
      <TextInput
        name="guild"
        label={t('operator.audit.filter_guild')}
        defaultValue={filter.guild ?? ''}
        inputMode="numeric"
        maxLength={20}
        autoComplete="off"
      />
      <TextInput
        name="operator"
        label={t('operator.audit.filter_operator')}
        placeholder={t('operator.audit.filter_operator_example')}
        defaultValue={filter.operator ?? ''}
        maxLength={150}
        autoComplete="off"
      />
      <div className={styles.buttons}>
        <Button type="submit">{t('operator.audit.apply')}</Button>
        {isSet && (
          <Button component={Link} to="?" variant="ghost">
            {t('operator.audit.clear')}
          </Button>
        )}
      </div>
    </Form>
  );
}
