import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { VektraError } from '../../domain/errors/errors.ts';
import { HOURS_ANSWER_MAX_LENGTH } from '../../domain/intake-rules/hours-limits.ts';
import type { OpeningHours } from '../../domain/intake-rules/opening-hours.ts';
import type { Button, Form, Modal } from '../dispatch/types.ts';
import { prefillForm, VALUE_SEPARATOR } from '../forms/index.ts';
import { createCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';
import { WEEKDAYS } from './format-hours.ts';
import { formatTime, parseTime } from './parse-time.ts';
import { presentRules } from './present-rules.ts';

const MAX_TIME_LENGTH = 10;
const MAX_ZONE_LENGTH = 64;

export const chooseHours: Button = {
  id: 'rules:hours',
  access: 'admin',
  feature: 'intake_rules',
  responseType: 'modal',
  async run({ context, actor, t }) {
    const { hours, time } = await context.operations.settings.get(actor);
    const first = findFirstDay(hours);
    return prefillForm(t, createForm(t), {
      days: hours.isLimited
        ? WEEKDAYS.filter((_, index) => hours.days[index]).join(VALUE_SEPARATOR)
        : '',
      ...(first ? { opensAt: formatTime(first.from), closesAt: formatTime(first.to) } : {}),
      timeZone: time.timeZone,
      answer: hours.answer ?? '',
    });
  },
};

/** The same hours on each chosen day; no day: the label always takes demos. */
export const submitHours: Modal = {
  id: 'rules:hours_form',
  access: 'admin',
  feature: 'intake_rules',
  responseType: 'message',
  createForm: ({ t }) => createForm(t),
  async run({ context, interaction: { fields }, actor, t }) {
    const { settings, intakeRules } = context.operations;
    const chosen = fields.getStringSelectValues('days');
    const day = {
      from: readTime(fields.getTextInputValue('opensAt'), 'opensAt'),
      to: readTime(fields.getTextInputValue('closesAt'), 'closesAt'),
    };
    await settings.setTimeZone(actor, { timeZone: fields.getTextInputValue('timeZone') });
    const { hours } = await settings.get(actor);
    const first = findFirstDay(hours);
    // Times that were left as they were leave the days alone that have others.
    const areTimesKept = first?.from === day.from && first.to === day.to;
    await intakeRules.setHours(actor, {
      isLimited: chosen.length > 0,
      days:
        chosen.length > 0
          ? WEEKDAYS.map((name, index) =>
              chosen.includes(name) ? (areTimesKept && hours.days[index]) || day : null,
            )
          : hours.days,
      answer: fields.getTextInputValue('answer'),
    });
    return presentRules(context, t, actor);
  },
};

/** Whose times the form shows. */
const findFirstDay = ({ days }: Pick<OpeningHours, 'days'>) => days.find((day) => day !== null);

function readTime(text: string, field: 'opensAt' | 'closesAt'): number {
  const minutes = parseTime(text);
  if (minutes === null)
    throw new VektraError('invalid_input', { fields: [{ field, problem: 'time.malformed' }] });
  return minutes;
}

function createForm(t: Translator): Form {
  const createField = (
    name: 'opensAt' | 'closesAt' | 'timeZone' | 'answer',
    options: { max: number; hint?: string; style?: TextInputStyle; required?: boolean },
  ) => ({
    type: ComponentType.Label as const,
    label: t(`errors.field.${name}`),
    ...(options.hint ? { description: options.hint } : {}),
    component: {
      type: ComponentType.TextInput as const,
      custom_id: name,
      style: options.style ?? TextInputStyle.Short,
      max_length: options.max,
      required: options.required ?? true,
    },
  });
  return {
    custom_id: createCustomId('rules', 'hours_form'),
    title: t('intake_rules.hours_form.title'),
    components: [
      {
        type: ComponentType.Label,
        label: t('intake_rules.hours_form.days'),
        description: t('intake_rules.hours_form.days_hint'),
        component: {
          type: ComponentType.StringSelect,
          custom_id: 'days',
          required: false,
          min_values: 0,
          max_values: WEEKDAYS.length,
          options: WEEKDAYS.map((name) => ({
            label: t(`intake_rules.weekday.${name}`),
            value: name,
          })),
        },
      },
      createField('opensAt', { max: MAX_TIME_LENGTH }),
      createField('closesAt', { max: MAX_TIME_LENGTH, hint: t('intake_rules.hours_form.to_hint') }),
      createField('timeZone', {
        max: MAX_ZONE_LENGTH,
        hint: t('intake_rules.hours_form.zone_hint'),
      }),
      createField('answer', {
        max: HOURS_ANSWER_MAX_LENGTH,
        hint: t('intake_rules.hours_form.answer_hint'),
        style: TextInputStyle.Paragraph,
        required: false,
      }),
    ],
  };
}
