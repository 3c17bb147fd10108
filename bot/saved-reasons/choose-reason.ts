import type { ModalSubmitInteraction } from 'discord.js';
import { type APILabelComponent, ComponentType } from 'discord-api-types/v10';
import pTimeout from 'p-timeout';
import type { Actor } from '../../domain/actors/actor.ts';
import type { SavedReason } from '../../domain/saved-reasons/read-reasons.ts';
import type { BotContext } from '../context.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { toSingleLine, truncate } from '../messages/markdown.ts';
import type { Translator } from '../translator.ts';
import { toOptions } from './present-reasons.ts';

const FIELD = 'savedReasonId';
/** Of the 1.2 s that a form has for what it reads. */
const MAX_READ_MS = 800;
/** Discord's limit for a suggestion. */
const MAX_NAME_LENGTH = 100;
const ID_PATTERN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The reasons that a form offers. None when they cannot be read in time, or are not in the plan:
 * the form opens all the same.
 */
export const readReasonsForForm = (
  { operations }: BotContext,
  actor: Actor,
): Promise<readonly SavedReason[]> =>
  pTimeout<readonly SavedReason[], readonly SavedReason[]>(
    operations.savedReasons.list(actor).catch(() => []),
    { milliseconds: MAX_READ_MS, fallback: () => [] },
  );

export const createReasonSelect = (
  t: Translator,
  reasons: readonly SavedReason[],
): APILabelComponent => ({
  type: ComponentType.Label,
  label: t('saved_reasons.form.choose'),
  description: t('saved_reasons.form.choose_hint'),
  component: {
    type: ComponentType.StringSelect,
    custom_id: FIELD,
    required: false,
    min_values: 0,
    max_values: 1,
    options: toOptions(reasons),
  },
});

/** The form may have been opened without the select. */
export const getChosenReasonId = ({ fields }: ModalSubmitInteraction): string | undefined =>
  fields.fields.has(FIELD) ? fields.getStringSelectValues(FIELD)[0] : undefined;

/** Suggests saved reasons by what was typed of their title or text. */
export const suggestReasons: NonNullable<SlashCommand['autocomplete']> = async ({
  context,
  interaction,
  actor,
}) => {
  const typed = String(interaction.options.getFocused()).trim().toLocaleLowerCase();
  const reasons = await context.operations.savedReasons.list(actor);
  return reasons
    .filter(({ title, text }) =>
      [title, text].some((each) => each.toLocaleLowerCase().includes(typed)),
    )
    .map(({ id, title }) => ({ name: truncate(toSingleLine(title), MAX_NAME_LENGTH), value: id }));
};

/** A suggestion's value is a reason's id, because Discord takes no longer ones; else it was typed. */
export const parseReasonOption = (
  value: string | null,
): { reason?: string; savedReasonId?: string } => {
  if (value === null) return {};
  return ID_PATTERN.test(value) ? { savedReasonId: value } : { reason: value };
};
