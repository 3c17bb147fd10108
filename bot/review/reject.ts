import { toRequestId } from '../dispatch/request-id.ts';
import type { Modal } from '../dispatch/types.ts';
import { parseNumberArg } from '../messages/custom-id.ts';
import { presentDecision } from './decision.ts';
import { createRejectForm } from './forms.ts';
import { getNumberArg } from './submission-number.ts';

export const rejectDemo: Modal = {
  id: 'review:reject',
  access: 'staff',
  responseType: 'message',
  createForm: (t, args) => createRejectForm(t, parseNumberArg(args)),
  async run({ context, interaction, actor, t }) {
    const number = getNumberArg(interaction);
    const decision = await context.operations.review.decide(actor, {
      requestId: toRequestId(interaction),
      number,
      decision: 'rejected',
      reason: interaction.fields.getTextInputValue('reason'),
    });
    return presentDecision(t, number, decision);
  },
};
