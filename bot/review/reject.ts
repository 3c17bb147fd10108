import { toRequestId } from '../dispatch/request-id.ts';
import type { Modal } from '../dispatch/types.ts';
import { parseNumberArg } from '../messages/custom-id.ts';
import { getChosenReasonId, readReasonsForForm } from '../saved-reasons/index.ts';
import { followDecision } from './decision.ts';
import { createRejectForm } from './forms.ts';
import { getNumberArg } from './submission-number.ts';

export const rejectDemo: Modal = {
  id: 'review:reject',
  access: 'staff',
  responseType: 'progress',
  async createForm({ context, actor, t }, args) {
    return createRejectForm(t, parseNumberArg(args), await readReasonsForForm(context, actor));
  },
  run(invocation) {
    const { context, interaction, actor } = invocation;
    const number = getNumberArg(interaction);
    return followDecision(invocation, number, () =>
      context.operations.review.decide(actor, {
        requestId: toRequestId(interaction),
        number,
        decision: 'rejected',
        reason: interaction.fields.getTextInputValue('reason'),
        savedReasonId: getChosenReasonId(interaction),
      }),
    );
  },
};
