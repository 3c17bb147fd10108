import { useT } from '../catalogues/use-t.ts';
import { useLate } from '../components/use-late.ts';
import look from './progress.module.css';

/** A thin line at the top while a page takes its time. */
export function Progress({ isPending }: { isPending: boolean }) {
  const t = useT();
  if (!useLate(isPending)) return null;
  return <div className={look.progress} role="progressbar" aria-label={t('app.loading')} />;
}
