import { Button, Kbd } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import { Empty } from '../components/empty.tsx';
import { Sleeves } from '../components/sleeves.tsx';
import { useInbox } from './inbox-context.ts';
import look from './no-demo.module.css';

/** Beside the list while no demo is open: how to go on. */
export function NoDemo() {
  const t = useT();
  const { next } = useInbox();
  if (!next) return null;
  return (
    <div className={look.page}>
      <Empty
        art={<Sleeves />}
        title={t('inbox.choose_title')}
        text={
          <ul className={look.keys}>
            <li>
              <Kbd>J</Kbd> {t('inbox.choose_next')}
            </li>
            <li>
              <Kbd>K</Kbd> {t('inbox.choose_previous')}
            </li>
            <li>
              <Kbd>?</Kbd> {t('inbox.choose_keys')}
            </li>
          </ul>
        }
      >
        <Button component={Link} to={next} variant="accent">
          {t('inbox.choose_act')}
        </Button>
      </Empty>
    </div>
  );
}
