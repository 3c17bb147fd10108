import { formatPlacement } from './format-placement.ts';
import type { Move } from './move-view.ts';
import type { StorageTranslate } from './strings.en.ts';

interface MoveDescription {
  tone: 'wait' | 'good' | 'warn' | 'bad';
  title: string;
  text: string;
}

const STEPS_AFTER_SWITCH = ['observe', 'retire'];

/** A move in a headline and a sentence. */
export function describeMove(
  t: StorageTranslate,
  { state, step, to, problem }: Move,
): MoveDescription {
  const placementValues = { place: formatPlacement(t, to) };
  switch (state) {
    case 'running':
      return STEPS_AFTER_SWITCH.includes(step)
        ? createDescription(
            'good',
            t('storage.move.observed', placementValues),
            t(`storage.move.text.${step}`),
          )
        : createDescription(
            'wait',
            t('storage.move.running', placementValues),
            t(`storage.move.text.${step}`),
          );
    case 'paused':
      return createDescription(
        'warn',
        t('storage.move.paused', placementValues),
        t('storage.move.paused_text'),
      );
    case 'aborting':
      return createDescription('warn', t('storage.move.aborting'), t('storage.move.aborting_text'));
    case 'aborted':
      return createDescription('warn', t('storage.move.aborted'), t('storage.move.aborted_text'));
    case 'failed':
      return createDescription(
        'bad',
        t('storage.move.failed'),
        [problem && t(`storage.problem.${problem}`), t('storage.move.failed_text')]
          .filter(Boolean)
          .join(' '),
      );
    case 'done':
      return createDescription(
        'good',
        t('storage.move.done', placementValues),
        t('storage.move.done_text'),
      );
  }
}

const createDescription = (
  tone: MoveDescription['tone'],
  title: string,
  text: string,
): MoveDescription => ({ tone, title, text });
