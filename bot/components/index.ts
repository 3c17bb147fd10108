import type { Button, SelectMenu } from '../dispatch/types.ts';
import { approve, message, reject, thread, undo } from './card.ts';
import { selectSubmission, showSubmission } from './direct-message.ts';
import { showQueuePage } from './queue.ts';
import { reopenForm } from './reopen-form.ts';

export const buttons: ReadonlyMap<string, Button> = new Map(
  [approve, reject, message, thread, undo, showSubmission, showQueuePage, reopenForm].map(
    (each) => [each.id, each],
  ),
);

export const selectMenus: ReadonlyMap<string, SelectMenu> = new Map([
  [selectSubmission.id, selectSubmission],
]);

export { modals } from './modals.ts';
