import { Button, TextInput, type TextInputProps } from '@mantine/core';
import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { StackedCovers } from '../components/stacked-covers.tsx';
import { useT } from '../strings/use-t.ts';
import styles from './console.module.css';
import { operatorStrings } from './strings.en.ts';

/** A search form above a list. @param field its name is the search parameter */
export function ListSearch({
  label,
  buttonLabel,
  ...field
}: TextInputProps & { name: string; label: string; buttonLabel: string }) {
  return (
    <Form role="search" className={styles.search}>
      <TextInput aria-label={label} placeholder={label} {...field} />
      <Button type="submit">{buttonLabel}</Button>
    </Form>
  );
}

interface Props {
  /** Shown instead when there is nothing. */
  empty: { title: string; text: string };
  count: number;
  /** Where older ones are; null: there are none. */
  olderQuery: Record<string, string> | null;
  children: ReactNode;
}

/** A page of a list, newest first, with an empty state and a link to older items. */
export function ListPage({ empty, count, olderQuery, children }: Props) {
  const t = useT(operatorStrings);
  return (
    <>
      {count === 0 ? <EmptyState illustration={<StackedCovers />} {...empty} /> : children}
      {olderQuery && (
        <Button component={Link} to={`?${new URLSearchParams(olderQuery)}`} className={styles.more}>
          {t('operator.more')}
        </Button>
      )}
    </>
  );
}
