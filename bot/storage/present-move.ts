import type { MoveView } from '../../domain/storage/types.ts';
import { ACCENT_COLOUR, DANGER_COLOUR, SUCCESS_COLOUR } from '../messages/colours.ts';
import { toUnixSeconds } from '../messages/markdown.ts';
import { createPanel, type MessageBody } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { formatPlacement } from './placement.ts';

const PROGRESS_BAR_LENGTH = 16;
const STEPS = ['prepare', 'copy', 'catch_up', 'verify', 'fence', 'flip', 'observe', 'retire'];

/** Whether nobody waits for it any more; deleting the old copy happens long after the switch. */
export const isMoveFinished = (move: MoveView): boolean =>
  !['running', 'paused', 'aborting'].includes(move.state) ||
  move.step === 'observe' ||
  move.step === 'retire';

/** A move's progress or result. */
export function presentMove(t: Translator, move: MoveView): MessageBody {
  const values = { from: formatPlacement(t, move.from), to: formatPlacement(t, move.to) };
  if (move.state === 'failed')
    return createPanel(
      DANGER_COLOUR,
      t('storage.move.failed', { ...values, code: move.problem ?? '?' }),
    );
  if (move.state === 'aborted')
    return createPanel(ACCENT_COLOUR, t('storage.move.aborted', values));
  if (isMoveFinished(move))
    return createPanel(
      SUCCESS_COLOUR,
      t('storage.move.done', values),
      move.pauseMs === null ? '' : t('storage.move.pause', { ms: move.pauseMs }),
      move.retireAt ? t('storage.move.retire', { seconds: toUnixSeconds(move.retireAt) }) : '',
    );
  const share = move.rowsTotal > 0 ? Math.min(1, move.rowsCopied / move.rowsTotal) : 0;
  const filledLength = Math.round(share * PROGRESS_BAR_LENGTH);
  return createPanel(
    ACCENT_COLOUR,
    t('storage.move.running', values),
    t('storage.move.progress', {
      bar: '█'.repeat(filledLength) + '░'.repeat(PROGRESS_BAR_LENGTH - filledLength),
      share,
    }),
    t('storage.move.step_of', {
      step: t(`storage.move.step.${move.step}`),
      at: STEPS.indexOf(move.step) + 1,
      of: STEPS.length,
    }),
    t('storage.move.rows', { copied: move.rowsCopied, total: move.rowsTotal }),
    move.problem ? t('storage.move.waits', { code: move.problem }) : '',
  );
}
