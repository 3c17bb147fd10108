import { listAddedFeatures, PLAN_NAMES, PLANS } from '../../domain/plans/plans.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';

export const premium: SlashCommand = {
  access: 'member',
  responseType: 'message',
  name: 'premium',
  text: 'plans.command.premium',
  async run({ context, actor, t }) {
    const plan = await context.operations.plans.get(actor);
    const higherPlans = PLANS.slice(PLANS.indexOf(plan) + 1).filter(
      (each) => listAddedFeatures(each).length > 0,
    );
    return createMessage(
      textDisplay(
        [
          t('plans.title', { plan: PLAN_NAMES[plan] }),
          ...(higherPlans.length > 0
            ? higherPlans.map((each) =>
                t('plans.adds', {
                  plan: PLAN_NAMES[each],
                  features: listAddedFeatures(each).map((feature) => t(`plans.feature.${feature}`)),
                }),
              )
            : [t('plans.highest')]),
          t('plans.contact', { support: context.urls.support.address }),
          ...(context.urls.support.serverUrl
            ? [t('plans.support_server', { url: context.urls.support.serverUrl })]
            : []),
        ].join('\n'),
      ),
    );
  },
};
