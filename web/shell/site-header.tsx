import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Logo } from '../components/logo.tsx';
import { useT } from '../strings/use-t.ts';
import styles from './site.module.css';

/** The head of pages outside of a server. */
export function SiteHeader({ children }: { children: ReactNode }) {
  const t = useT();
  return (
    <header className={styles.head}>
      <Link to="/" className={styles.brand}>
        <Logo size={26} />
        {t('app.name')}
      </Link>
      <div className={styles.actions}>{children}</div>
    </header>
  );
}

export function SiteFooter() {
  const t = useT();
  return (
    <footer className={styles.foot}>
      <p>{t('app.motto')}</p>
      <Link to="/privacy">{t('app.privacy')}</Link>
    </footer>
  );
}
