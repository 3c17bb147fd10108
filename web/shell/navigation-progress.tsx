import { useT } from '../catalogues/use-t.ts';
import { useDelayed } from '../components/use-delayed.ts';
import styles from './navigation-progress.module.css';

/** A thin line at the top while a page takes its time. */
export function NavigationProgress({ isPending }: { isPending: boolean }) {
  const t = useT();
  if (!useDelayed(isPending)) return null;
  return <div className={styles.progress} role="progressbar" aria-label={t('app.loading')} />;
}
