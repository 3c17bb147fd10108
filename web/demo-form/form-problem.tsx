import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './form-problem.module.css';
import { demoFormStrings } from './strings.en.ts';

/** Why a change was not made. */
export function FormProblem({ result }: { result: AnyOutcome | undefined }) {
  const t = useT(demoFormStrings);
  if (!result || result.ok) return null;
  const { problem } = result;
  const text =
    describeFieldProblem(t, problem, 'form') ??
    describeFieldProblem(t, problem, 'parts') ??
    Object.values(describeProblem(t, problem)).join('. ');
  return (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  );
}
