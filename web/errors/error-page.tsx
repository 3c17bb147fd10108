import { Link } from '@remix-run/react';
import { Mark } from '../brand/mark.tsx';
import { useT } from '../catalogues/use-t.ts';
import look from './error.module.css';
import { ErrorView } from './error-view.tsx';
import { useProblem } from './use-problem.ts';

/** An error that leaves no page around it. */
export function ErrorPage() {
  const t = useT();
  const problem = useProblem();
  return (
    <div className={look.page}>
      <header className={look.head}>
        <Link to="/" className={look.brand}>
          <Mark size={24} />
          {t('app.name')}
        </Link>
      </header>
      <main id="main" className={look.main} tabIndex={-1}>
        <ErrorView problem={problem} />
      </main>
    </div>
  );
}
