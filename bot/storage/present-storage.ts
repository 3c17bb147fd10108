import type { StorageView } from '../../domain/storage/types.ts';
import { ACCENT_COLOUR, DANGER_COLOUR } from '../messages/colours.ts';
import { toUnixSeconds } from '../messages/markdown.ts';
import { createPanel, type MessageBody } from '../messages/message.ts';
import { formatOutageReason } from '../messages/storage/outage-reason.ts';
import type { Translator } from '../translator.ts';
import { formatPlacement } from './placement.ts';
import { isMoveFinished } from './present-move.ts';

/** Where the data is, and whether it is available. */
export function presentStorage(t: Translator, view: StorageView): MessageBody {
  const { customerDatabase, move } = view;
  return createPanel(
    view.isHealthy ? ACCENT_COLOUR : DANGER_COLOUR,
    t('storage.title'),
    t('storage.placement', { placement: formatPlacement(t, view.placement) }),
    customerDatabase?.server ? t('storage.server', { server: customerDatabase.server }) : '',
    customerDatabase?.outage
      ? t('storage.outage', {
          seconds: toUnixSeconds(customerDatabase.outage.since),
          reason: formatOutageReason(t, customerDatabase.outage.code),
        })
      : t(view.isHealthy ? 'storage.connected' : 'storage.not_responding'),
    view.deferredCount > 0 ? t('storage.held', { count: view.deferredCount }) : '',
    view.graceEndsAt ? t('storage.leave_by', { seconds: toUnixSeconds(view.graceEndsAt) }) : '',
    move && !isMoveFinished(move)
      ? t('storage.moving', { placement: formatPlacement(t, move.to) })
      : '',
  );
}
