import look from './error.module.css';
import { ErrorView } from './error-view.tsx';
import { NeedsPlan } from './needs-plan.tsx';
import { useProblem } from './use-problem.ts';

/** An error of one page of a guild: rail and sidebar stay. */
export function PanelError() {
  const problem = useProblem();
  return (
    <div className={look.panel}>
      {problem.code === 'plan_required' ? (
        <NeedsPlan problem={problem} />
      ) : (
        <ErrorView problem={problem} />
      )}
    </div>
  );
}
