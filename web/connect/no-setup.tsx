import { storageT } from '../catalogues/storage.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { IconClock } from '../components/icons.ts';
import { SetupForm } from '../storage/setup-form.tsx';
import styles from './connect-page.module.css';

/** No set-up is open, or it has ended: how to get another one. */
export function NoSetup({ requestId }: { requestId: string }) {
  return (
    <EmptyState
      illustration={
        <span className={styles.sign}>
          <IconClock size={32} stroke={1.5} />
        </span>
      }
      title={storageT('connect.none_title')}
      text={
        <>
          <p>{storageT('connect.none_text')}</p>
          <p className={styles.small}>{storageT('connect.none_discord')}</p>
        </>
      }
    >
      <SetupForm requestId={requestId} label={storageT('connect.none_act')} variant="accent" />
    </EmptyState>
  );
}
