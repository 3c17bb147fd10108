import { storageT } from '../strings/storage.ts';
import { formatPlacement } from './format-placement.ts';
import type { Move } from './move-view.ts';

interface MoveDescription {
  tone: 'wait' | 'good' | 'warn' | 'bad';
  title: string;
  text: string;
}

const STEPS_AFTER_SWITCH = ['observe', 'retire'];

/** A move in a headline and a sentence. */
export function describeMove({ state, step, to, problem }: Move): MoveDescription {
  const placementValues = { place: formatPlacement(to) };
  switch (state) {
    case 'running':
      return STEPS_AFTER_SWITCH.includes(step)
        ? createDescription(
            'good',
            storageT('move.observed', placementValues),
            storageT(`move.text.${step}`),
          )
        : createDescription(
            'wait',
            storageT('move.running', placementValues),
            storageT(`move.text.${step}`),
          );
    case 'paused':
      return createDescription(
        'warn',
        storageT('move.paused', placementValues),
        storageT('move.paused_text'),
      );
    case 'aborting':
      return createDescription('warn', storageT('move.aborting'), storageT('move.aborting_text'));
    case 'aborted':
      return createDescription('warn', storageT('move.aborted'), storageT('move.aborted_text'));
    case 'failed':
      return createDescription(
        'bad',
        storageT('move.failed'),
        [problem && storageT(`problem.${problem}`), storageT('move.failed_text')]
          .filter(Boolean)
          .join(' '),
      );
    case 'done':
      return createDescription(
        'good',
        storageT('move.done', placementValues),
        storageT('move.done_text'),
      );
  }
}

const createDescription = (
  tone: MoveDescription['tone'],
  title: string,
  text: string,
): MoveDescription => ({ tone, title, text });
