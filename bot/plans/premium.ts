import {
  FEATURES,
  lowestPlanWith,
  PLAN_NAMES,
  PLANS,
  type Plan,
} from '../../domain/plans/plans.ts';
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
      (each) => listFeaturesOf(each).length > 0,
    );
    return createMessage(
      textDisplay(
        [
          t('plans.title', { plan: PLAN_NAMES[plan] }),
          ...(higherPlans.length > 0
            ? higherPlans.map((each) =>
                t('plans.adds', {
                  plan: PLAN_NAMES[each],
                  features: listFeaturesOf(each).map((feature) => t(`plans.feature.${feature}`)),
                }),
              )
            : [t('plans.highest')]),
          t('plans.contact', { support: context.urls.support }),
        ].join('\n'),
      ),
    );
  },
};

/** What a plan adds to the one below it. */
const listFeaturesOf = (plan: Plan) =>
  FEATURES.filter((feature) => lowestPlanWith(feature) === plan);
