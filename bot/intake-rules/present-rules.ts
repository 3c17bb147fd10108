import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import { findNextOpening } from '../../domain/intake-rules/opening-hours.ts';
import { lowestPlanWith, PLAN_NAMES, planIncludes } from '../../domain/plans/plans.ts';
import type { GuildSettings } from '../../domain/settings/types.ts';
import type { BotContext } from '../context.ts';
import { SUCCESS_COLOUR, WARNING_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { toUnixSeconds } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { formatHours } from './format-hours.ts';

/** Whether artists can send demos, the rules, and what changes them. */
export async function presentRules(
  context: BotContext,
  t: Translator,
  actor: Actor,
): Promise<MessageBody> {
  const [settings, plan] = await Promise.all([
    context.operations.settings.get(actor),
    context.operations.plans.get(actor),
  ]);
  const { isOpen } = settings.intake;
  const areActive = planIncludes(plan, 'intake_rules');
  const opensAt = findOpening(settings, areActive);
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: isOpen && opensAt === null ? SUCCESS_COLOUR : WARNING_COLOUR,
      components: [
        textDisplay(t('intake_rules.title')),
        textDisplay(
          isOpen && opensAt !== null
            ? t('intake_rules.outside_hours', { seconds: toUnixSeconds(opensAt) })
            : t(isOpen ? 'intake_rules.open' : 'intake_rules.closed'),
        ),
        ...formatRules(t, settings, areActive).map(textDisplay),
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label: t(isOpen ? 'intake_rules.button.pause' : 'intake_rules.button.open'),
          custom_id: createCustomId('rules', isOpen ? 'pause' : 'open'),
        },
        ...(areActive
          ? [
              {
                type: ComponentType.Button as const,
                style: ButtonStyle.Secondary as const,
                label: t('intake_rules.button.roles'),
                custom_id: createCustomId('rules', 'roles'),
              },
              {
                type: ComponentType.Button as const,
                style: ButtonStyle.Secondary as const,
                label: t('intake_rules.button.hours'),
                custom_id: createCustomId('rules', 'hours'),
              },
            ]
          : []),
      ],
    },
  );
}

/** Null: the label takes demos now, or its hours are not in force. */
const findOpening = ({ hours, time }: GuildSettings, areActive: boolean): number | null =>
  areActive && hours.isLimited ? findNextOpening(hours, time.timeZone, Date.now()) : null;

function formatRules(
  t: Translator,
  { rules, hours, time, revisions }: GuildSettings,
  areActive: boolean,
): string[] {
  const plan = PLAN_NAMES[lowestPlanWith('intake_rules')];
  const wereChanged = revisions.rules > 0 || revisions.hours > 0;
  if (!areActive && !wereChanged) return [t('intake_rules.plan', { plan })];
  const roles = rules.requiredRoleIds.map((id) => `<@&${id}>`);
  const lines = [
    t('intake_rules.cooldown', { count: rules.cooldownHours }),
    t(`intake_rules.repeats.${rules.duplicates}`),
    t('intake_rules.waiting', { count: rules.maxOpen }),
    t('intake_rules.period', { count: rules.maxPerPeriod, days: rules.periodDays }),
    roles.length > 0
      ? t('intake_rules.roles', { roles: t('errors.any_of', { names: roles }) })
      : t('intake_rules.roles_none'),
    hours.isLimited
      ? t('intake_rules.hours', { hours: formatHours(t, hours.days), zone: time.timeZone })
      : t('intake_rules.hours_none'),
  ];
  return [
    lines.join('\n'),
    areActive ? t('intake_rules.change') : t('intake_rules.inactive', { plan }),
  ];
}
