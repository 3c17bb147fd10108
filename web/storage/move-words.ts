import { storageT } from '../catalogues/storage.ts';
import type { Move } from '../presenters/move.ts';
import { placeName } from './place-name.ts';

interface Words {
  tone: 'wait' | 'good' | 'warn' | 'bad';
  title: string;
  text: string;
}

const ARRIVED = ['observe', 'retire'];

/** A move in a headline and a sentence. */
export function moveWords({ state, step, to, problem }: Move): Words {
  const place = { place: placeName(to) };
  switch (state) {
    case 'running':
      return ARRIVED.includes(step)
        ? words('good', storageT('move.observed', place), storageT(`move.text.${step}`))
        : words('wait', storageT('move.running', place), storageT(`move.text.${step}`));
    case 'paused':
      return words('warn', storageT('move.paused', place), storageT('move.paused_text'));
    case 'aborting':
      return words('warn', storageT('move.aborting'), storageT('move.aborting_text'));
    case 'aborted':
      return words('warn', storageT('move.aborted'), storageT('move.aborted_text'));
    case 'failed':
      return words(
        'bad',
        storageT('move.failed'),
        [problem && storageT(`problem.${problem}`), storageT('move.failed_text')]
          .filter(Boolean)
          .join(' '),
      );
    case 'done':
      return words('good', storageT('move.done', place), storageT('move.done_text'));
  }
}

const words = (tone: Words['tone'], title: string, text: string): Words => ({ tone, title, text });
