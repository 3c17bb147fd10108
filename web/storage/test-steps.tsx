import { Loader } from '@mantine/core';
import { IconCheck, IconX } from '../components/icons.ts';
import { useT } from '../strings/use-t.ts';
import { type StorageTranslate, storageStrings } from './strings.en.ts';
import styles from './test-steps.module.css';

interface Props<S extends string> {
  steps: readonly { step: S; state: 'passed' | 'failed' | 'waits' }[];
  /** A step in words. */
  describe: (t: StorageTranslate, step: S) => string;
  /** While it runs its progress is unknown: the first step shows a spinner. */
  isRunning?: boolean;
}

/** What a test tries, one after the other, and how each went. */
export function TestSteps<S extends string>({ steps, describe, isRunning = false }: Props<S>) {
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
          <span>{describe(t, step)}</span>
          <span className={styles.state}>
            {t(`storage.test.state.${isRunning ? 'runs' : state}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
