import { Loader } from '@mantine/core';
import { IconCheck, IconX } from '../components/icons.ts';
import { useT } from '../strings/use-t.ts';
import type { ConnectionTestView } from './connection-test-view.ts';
import { storageStrings } from './strings.en.ts';
import styles from './test-steps.module.css';

type Step = ConnectionTestView['steps'][number];

interface Props {
  steps: readonly Step[];
  /** While it runs its progress is unknown: the first step shows a spinner. */
  isRunning?: boolean;
}

/** What a test tries, one after the other, and how each went. */
export function TestSteps({ steps, isRunning = false }: Props) {
  const t = useT(storageStrings);
  return (
    <ol
      className={styles.steps}
      aria-label={t('storage.test.steps')}
      data-passed={(!isRunning && steps.every(({ state }) => state === 'passed')) || undefined}
    >
      {steps.map(({ step, state }, index) => (
        <li key={step} data-state={isRunning ? 'runs' : state}>
          <i aria-hidden="true">
            {isRunning && index === 0 && <Loader size={12} color="var(--accent)" />}
            {!isRunning && state === 'passed' && <IconCheck size={12} stroke={3} />}
            {!isRunning && state === 'failed' && <IconX size={12} stroke={3} />}
          </i>
          <span>{t(`storage.test.step.${step}`)}</span>
          <span className={styles.state}>
            {t(`storage.test.state.${isRunning ? 'runs' : state}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
