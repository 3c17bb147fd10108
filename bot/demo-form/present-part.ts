import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import {
  type Condition,
  findConditionKey,
  listConditions,
  requirePart,
} from '../../domain/demo-form/edit-parts.ts';
import { FIRST_PAGE_PARTS, MAX_OPTIONS } from '../../domain/demo-form/form-limits.ts';
import type { FormPart } from '../../domain/demo-form/form-part.ts';
import type { BotContext } from '../context.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { escapeSingleLine, truncate } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { getPartLabel } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';
import { formatPart } from './present-form.ts';

const MAX_OPTION_LENGTH = 100;
export const ALWAYS = 'always';

/** One part of the form, and what changes it. */
export async function presentPart(
  { operations }: BotContext,
  t: Translator,
  actor: Actor,
  partId: string,
): Promise<MessageBody> {
  const { parts } = (await operations.settings.get(actor)).form;
  const { part, index } = requirePart(parts, partId);
  // One place of the menu is for "always".
  const conditions =
    index < FIRST_PAGE_PARTS ? [] : listConditions(parts).slice(0, MAX_OPTIONS - 1);
  const options = part.options.map((option) => escapeSingleLine(option, 100));
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: ACCENT_COLOUR,
      components: [
        textDisplay(formatPart(t, parts, part, index + 3)),
        ...(part.hint
          ? [textDisplay(t('demo_form.hint', { hint: escapeSingleLine(part.hint, 150) }))]
          : []),
        ...(options.length > 0 ? [textDisplay(t('demo_form.options', { options }))] : []),
      ],
    },
    ...(conditions.length > 0 ? [createConditionMenu(t, part, conditions)] : []),
    { type: ComponentType.ActionRow, components: createButtons(t, parts, part, index) },
    {
      type: ComponentType.ActionRow,
      components: [
        createButton(t, 'remove', part.id, { style: ButtonStyle.Danger }),
        createButton(t, 'back', part.id),
      ],
    },
  );
}

const createConditionMenu = (t: Translator, part: FormPart, conditions: readonly Condition[]) => ({
  type: ComponentType.ActionRow as const,
  components: [
    {
      type: ComponentType.StringSelect as const,
      custom_id: createCustomId('demo_form', 'condition', part.id),
      placeholder: t('demo_form.condition'),
      options: [
        { label: t('demo_form.always'), value: ALWAYS, default: part.showIf === null },
        ...conditions.map(({ key, question, option }) => ({
          label: truncate(
            t('demo_form.condition_option', { question: getPartLabel(t, question), option }),
            MAX_OPTION_LENGTH,
          ),
          value: key,
          default: key === findConditionKey(conditions, part),
        })),
      ],
    },
  ],
});

type Action = 'edit' | 'up' | 'down' | 'require' | 'unrequire' | 'remove' | 'back';

const createButton = (
  t: Translator,
  action: Action,
  partId: string,
  options: { style?: ButtonStyle.Danger; disabled?: boolean } = {},
): APIButtonComponent => ({
  type: ComponentType.Button,
  style: options.style ?? ButtonStyle.Secondary,
  label: t(`demo_form.button.${action}`),
  custom_id: createCustomId('demo_form', action, partId),
  disabled: options.disabled ?? false,
});

const createButtons = (
  t: Translator,
  parts: readonly FormPart[],
  { id, isRequired }: FormPart,
  index: number,
): APIButtonComponent[] => [
  createButton(t, 'edit', id),
  createButton(t, 'up', id, { disabled: index === 0 }),
  createButton(t, 'down', id, { disabled: index === parts.length - 1 }),
  createButton(t, isRequired ? 'unrequire' : 'require', id),
];
