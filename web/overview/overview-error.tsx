import { ErrorView } from '../errors/error-view.tsx';
import { PanelError } from '../errors/panel-error.tsx';
import { useProblem } from '../errors/use-problem.ts';
import { HealthWithoutDatabase } from './health.tsx';
import styles from './overview.module.css';

/** An error of the overview. While the label's database does not answer, its health is shown. */
export function OverviewError() {
  const problem = useProblem();
  if (problem.code !== 'storage_unavailable') return <PanelError />;
  return (
    <div className={styles.page}>
      <div className={styles.unavailable}>
        <ErrorView problem={problem} />
      </div>
      <HealthWithoutDatabase />
    </div>
  );
}
