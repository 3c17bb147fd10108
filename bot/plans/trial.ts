import { PLAN_NAMES } from '../../domain/plans/plans.ts';
import type { Button } from '../dispatch/types.ts';
import { toUnixSeconds } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';

/** Starts the server's trial. */
export const trial: Button = {
  id: 'plans:trial',
  access: 'admin',
  responseType: 'message',
  async run({ context, actor, t }) {
    const { plan, endsAt } = await context.operations.plans.startTrial(actor);
    return createMessage(
      textDisplay(
        t('plans.trial.started', { plan: PLAN_NAMES[plan], seconds: toUnixSeconds(endsAt) }),
      ),
    );
  },
};
