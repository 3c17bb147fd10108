import { Link } from '@remix-run/react';
import { Logo } from '../components/logo.tsx';
import { useT } from '../strings/use-t.ts';
import styles from './error.module.css';
import { ErrorView } from './error-view.tsx';
import { useProblem } from './use-problem.ts';

/** An error that leaves no page around it. */
export function ErrorPage() {
  const t = useT();
  const problem = useProblem();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/" className={styles.brand}>
          <Logo size={24} />
          {t('app.name')}
        </Link>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        <ErrorView problem={problem} />
      </main>
    </div>
  );
}
