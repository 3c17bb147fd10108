import { Button, Kbd } from '@mantine/core';
import { Link } from '@remix-run/react';
import { EmptyState } from '../../components/empty-state.tsx';
import { StackedCovers } from '../../components/stacked-covers.tsx';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import { useInboxNavigation } from './inbox-context.ts';
import styles from './no-demo-selected.module.css';

/** Beside the list while no demo is open: how to go on. */
export default function NoDemoSelected() {
  const t = useT(submissionsStrings);
  const { nextUrl } = useInboxNavigation();
  if (!nextUrl) return null;
  return (
    <div className={styles.page}>
      <EmptyState
        illustration={<StackedCovers />}
        title={t('inbox.choose_title')}
        text={
          <ul className={styles.keys} data-script-only>
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
        <Button component={Link} to={nextUrl} variant="accent">
          {t('inbox.choose_act')}
        </Button>
      </EmptyState>
    </div>
  );
}
