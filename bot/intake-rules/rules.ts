import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { DUPLICATE_RULES, RULE_MAXIMA } from '../../domain/intake-rules/rule-limits.ts';
import type { CommandTextKey, SlashCommand } from '../dispatch/types.ts';
import { presentRules } from './present-rules.ts';

const numberOption = (name: string, text: CommandTextKey, min: number, max: number) => ({
  type: ApplicationCommandOptionType.Integer as const,
  name,
  text,
  min_value: min,
  max_value: max,
});

/** Without options it shows the rules. */
export const rules: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  name: 'rules',
  text: 'intake_rules.command.rules',
  options: [
    numberOption(
      'cooldown_hours',
      'intake_rules.command.cooldown_hours',
      0,
      RULE_MAXIMA.cooldownHours,
    ),
    {
      type: ApplicationCommandOptionType.String,
      name: 'repeats',
      text: 'intake_rules.command.repeats',
      choices: DUPLICATE_RULES.map((value) => ({
        text: `intake_rules.duplicates.${value}`,
        value,
      })),
    },
    numberOption('waiting_demos', 'intake_rules.command.waiting_demos', 0, RULE_MAXIMA.maxOpen),
    numberOption('demos', 'intake_rules.command.demos', 0, RULE_MAXIMA.maxPerPeriod),
    numberOption('period_days', 'intake_rules.command.period_days', 1, RULE_MAXIMA.periodDays),
  ],
  async run({ context, interaction, actor, t }) {
    const { options } = interaction;
    const change = {
      cooldownHours: options.getInteger('cooldown_hours') ?? undefined,
      duplicates: DUPLICATE_RULES.find((value) => value === options.getString('repeats')),
      maxOpen: options.getInteger('waiting_demos') ?? undefined,
      maxPerPeriod: options.getInteger('demos') ?? undefined,
      periodDays: options.getInteger('period_days') ?? undefined,
    };
    if (Object.values(change).some((value) => value !== undefined))
      await context.operations.intakeRules.setRules(actor, change);
    return presentRules(context, t, actor);
  },
};
