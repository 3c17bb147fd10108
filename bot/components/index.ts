import type { Component } from '../dispatch/types.ts';
import { approve, message, reject, thread, undo } from './card.ts';
import { selectSubmission, showSubmission } from './direct-message.ts';
import { showQueuePage } from './queue.ts';
import { reopenForm } from './reopen-form.ts';

/** Every button and menu, by `route:act` of its custom ids. */
export const components: ReadonlyMap<string, Component> = new Map(
  [
    approve,
    reject,
    message,
    thread,
    undo,
    showSubmission,
    selectSubmission,
    showQueuePage,
    reopenForm,
  ].map((each) => [each.id, each]),
);

export { modals } from './modals.ts';
