import { Button, TextInput, type TextInputProps } from '@mantine/core';
import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { operatorT } from '../catalogues/operator.ts';
import { Empty } from '../components/empty.tsx';
import { Sleeves } from '../components/sleeves.tsx';
import look from './console.module.css';

/** Looks for some of a list. @param field what is looked for, its name the query's */
export function Search({
  label,
  button,
  ...field
}: TextInputProps & { name: string; label: string; button: string }) {
  return (
    <Form role="search" className={look.search}>
      <TextInput aria-label={label} placeholder={label} {...field} />
      <Button type="submit">{button}</Button>
    </Form>
  );
}

interface Props {
  /** Shown instead when there is nothing. */
  empty: { title: string; text: string };
  count: number;
  /** Where older ones are; null: there are none. */
  older: Record<string, string> | null;
  children: ReactNode;
}

/** A page of a list, newest first: what there is, or why there is nothing, and the way to older ones. */
export function Listing({ empty, count, older, children }: Props) {
  return (
    <>
      {count === 0 ? <Empty art={<Sleeves />} {...empty} /> : children}
      {older && (
        <Button component={Link} to={`?${new URLSearchParams(older)}`} className={look.more}>
          {operatorT('more')}
        </Button>
      )}
    </>
  );
}
