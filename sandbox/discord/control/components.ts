import { z } from 'zod';
import type { Core } from '../core.ts';
import type { Outcome } from '../interactions/outcome.ts';
import type { InteractionRecord } from '../interactions/store.ts';
import { submitModal as submit } from '../interactions/submit-modal.ts';
import { chooseInSelect, pressButton as press } from '../interactions/use-component.ts';
import { settleInput } from './commands.ts';
import { findVisibleChannel, findVisibleMessage } from './find.ts';
import { file, id, notFound, operation } from './operation.ts';
import { waitForOutcome } from './wait-for-outcome.ts';

const componentTarget = {
  personId: id,
  channelId: id,
  messageId: id,
  customId: z.string(),
  ...settleInput,
};

export const pressButton = operation({
  method: 'POST',
  path: '/control/people/:personId/press',
  input: z.object(componentTarget),
  async run(core, input): Promise<Outcome> {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    const message = findVisibleMessage(core, input.personId, channel, input.messageId);
    const { personId, customId } = input;
    return waitForOutcome(core, input, () => press(core, { personId, channel, message, customId }));
  },
});

export const choose = operation({
  method: 'POST',
  path: '/control/people/:personId/choose',
  input: z.object({ ...componentTarget, values: z.array(z.string()) }),
  async run(core, input): Promise<Outcome> {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    const message = findVisibleMessage(core, input.personId, channel, input.messageId);
    const { personId, customId } = input;
    return waitForOutcome(core, input, () =>
      chooseInSelect(core, { personId, channel, message, customId }, input.values),
    );
  },
});

function findModal(core: Core, personId: string, modalId: string): InteractionRecord {
  const record = core.interactions.modals.get(modalId);
  if (record?.userId !== personId || !record.modal) throw notFound('open modal', modalId);
  return record;
}

/** Values by custom_id; a modal stays open, with what was typed, when the bot does not answer. */
export const submitModal = operation({
  method: 'POST',
  path: '/control/people/:personId/modals/:modalId/submit',
  input: z.object({
    personId: id,
    modalId: id,
    values: z
      .record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())]))
      .default({}),
    files: z.record(z.string(), z.array(file)).default({}),
    ...settleInput,
  }),
  async run(core, input): Promise<Outcome> {
    const record = findModal(core, input.personId, input.modalId);
    const outcome = await waitForOutcome(core, input, () => submit(core, record, input));
    if (outcome.kind !== 'error') core.interactions.modals.delete(record.id);
    return outcome;
  },
});

export const closeModal = operation({
  method: 'DELETE',
  path: '/control/people/:personId/modals/:modalId',
  input: z.object({ personId: id, modalId: id }),
  run(core, input) {
    findModal(core, input.personId, input.modalId);
    core.interactions.modals.delete(input.modalId);
    return { id: input.modalId };
  },
});

export const listModals = operation({
  method: 'GET',
  path: '/control/people/:personId/modals',
  input: z.object({ personId: id }),
  run: (core, { personId }) =>
    [...core.interactions.modals.values()]
      .filter((record) => record.userId === personId)
      .map((record) => ({ modalId: record.id, channelId: record.channelId, ...record.modal! })),
});
