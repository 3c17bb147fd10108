import styles from './error.module.css';
import { ErrorView } from './error-view.tsx';
import { PlanRequired } from './plan-required.tsx';
import { useProblem } from './use-problem.ts';

/** An error of one page of a guild: rail and sidebar stay. */
export function PanelError() {
  const problem = useProblem();
  return (
    <div className={styles.panel}>
      {problem.code === 'plan_required' ? (
        <PlanRequired problem={problem} />
      ) : (
        <ErrorView problem={problem} />
      )}
    </div>
  );
}
