import { IconAlert, IconCheck } from '../components/icons.ts';
import { useT } from '../strings/use-t.ts';
import styles from './move-steps.module.css';
import type { Move } from './move-view.ts';
import { storageStrings } from './strings.en.ts';

/** Pausing and switching take less than a second: they are one step to look at. */
const STEPS = ['prepare', 'copy', 'catch_up', 'verify', 'flip', 'observe', 'retire'] as const;

type StepState = 'done' | 'now' | 'next' | 'stopped';

/** Where a move is, of all that it does. */
export function MoveSteps({ move }: { move: Pick<Move, 'step' | 'state'> }) {
  const t = useT(storageStrings);
  const currentIndex = STEPS.findIndex(
    (step) => step === (move.step === 'fence' ? 'flip' : move.step),
  );
  const getStepState = (index: number): StepState => {
    if (move.state === 'done' || index < currentIndex) return 'done';
    if (index > currentIndex) return 'next';
    return ['failed', 'aborted', 'aborting'].includes(move.state) ? 'stopped' : 'now';
  };
  return (
    <ol className={styles.steps}>
      {STEPS.map((step, index) => {
        const state = getStepState(index);
        return (
          <li key={step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <i aria-hidden="true">
              {state === 'done' && <IconCheck size={12} stroke={3} />}
              {state === 'stopped' && <IconAlert size={12} stroke={2.5} />}
            </i>
            <span>{t(`storage.move.step.${step}`)}</span>
            <span className={styles.state}>
              {t(`storage.move.state.${state === 'stopped' ? 'now' : state}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
