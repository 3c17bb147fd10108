import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { PlanStatus } from '../../domain/plans/get-status.ts';
import { listAddedFeatures, PLAN_NAMES } from '../../domain/plans/plans.ts';
import type { BotContext } from '../context.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

/** Of the buttons in a row. */
const MAX_BUTTONS = 5;

/** What plans there are, with buttons that buy one on Discord. */
export const premium: SlashCommand = {
  access: 'member',
  responseType: 'message',
  name: 'premium',
  text: 'plans.command.premium',
  async run({ context, actor, t }) {
    const status = await context.operations.plans.getStatus(actor);
    return createMessage(
      textDisplay(formatPlans(t, status, context.urls.support, actor.isAdmin)),
      ...createButtons(t, status, actor.isAdmin),
    );
  },
};

function formatPlans(
  t: Translator,
  { plan, offers, trial }: PlanStatus,
  support: BotContext['urls']['support'],
  isAdmin: boolean,
): string {
  const added = offers.filter((offer) => listAddedFeatures(offer.plan).length > 0);
  return [
    t('plans.title', { plan: PLAN_NAMES[plan] }),
    ...added.map((offer) =>
      t(offer.price ? 'plans.adds_for' : 'plans.adds', {
        plan: PLAN_NAMES[offer.plan],
        price: offer.price,
        features: listAddedFeatures(offer.plan).map((feature) => t(`plans.feature.${feature}`)),
      }),
    ),
    ...(added.length === 0 ? [t('plans.highest')] : []),
    ...(trial ? [t('plans.trial.offer', { plan: PLAN_NAMES[trial.plan], days: trial.days })] : []),
    ...(trial && !isAdmin ? [t('plans.trial.ask_admin')] : []),
    t('plans.contact', { support: support.address }),
    ...(support.serverUrl ? [t('plans.support_server', { url: support.serverUrl })] : []),
  ].join('\n');
}

/** Discord writes a premium button's label itself: the item's name and price. */
function createButtons(
  t: Translator,
  { offers, trial }: PlanStatus,
  isAdmin: boolean,
): APIMessageTopLevelComponent[] {
  const trialButtons: APIButtonComponent[] =
    trial && isAdmin
      ? [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Primary,
            custom_id: createCustomId('plans', 'trial'),
            label: t('plans.trial.button', { days: trial.days }),
          },
        ]
      : [];
  const premiumButtons = offers.flatMap(({ skuIds }) =>
    skuIds.map(
      (sku_id): APIButtonComponent => ({
        type: ComponentType.Button,
        style: ButtonStyle.Premium,
        sku_id,
      }),
    ),
  );
  const buttons = [...trialButtons, ...premiumButtons].slice(0, MAX_BUTTONS);
  return buttons.length > 0 ? [{ type: ComponentType.ActionRow, components: buttons }] : [];
}
