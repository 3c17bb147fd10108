import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Mark } from '../brand/mark.tsx';
import { useT } from '../catalogues/use-t.ts';
import look from './site.module.css';

/** The head of pages outside of a server. */
export function SiteHead({ children }: { children: ReactNode }) {
  const t = useT();
  return (
    <header className={look.head}>
      <Link to="/" className={look.brand}>
        <Mark size={26} />
        {t('app.name')}
      </Link>
      <div className={look.acts}>{children}</div>
    </header>
  );
}

export function SiteFoot() {
  const t = useT();
  return (
    <footer className={look.foot}>
      <p>{t('app.motto')}</p>
      <Link to="/privacy">{t('app.privacy')}</Link>
    </footer>
  );
}
