import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { MESSAGE_MAX_LENGTH } from '../../domain/messages/message-length.ts';
import { REASON_MAX_LENGTH } from '../../domain/review/reason-length.ts';
import type { SavedReason } from '../../domain/saved-reasons/read-reasons.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { createReasonSelect } from '../saved-reasons/index.ts';
import type { Translator } from '../translator.ts';

const createSingleFieldForm = (
  id: string,
  title: string,
  field: { name: string; label: string; hint?: string; required: boolean; max: number },
): APIModalInteractionResponseCallbackData => ({
  custom_id: id,
  title,
  components: [
    {
      type: ComponentType.Label,
      label: field.label,
      ...(field.hint ? { description: field.hint } : {}),
      component: {
        type: ComponentType.TextInput,
        custom_id: field.name,
        style: TextInputStyle.Paragraph,
        required: field.required,
        max_length: field.max,
      },
    },
  ],
});

/**
 * @param reasons saved ones, of which one can be chosen
 * @param customId of what takes the form
 */
export function createRejectForm(
  t: Translator,
  number: number,
  reasons: readonly SavedReason[],
  customId = createCustomId('review', 'reject', number),
): APIModalInteractionResponseCallbackData {
  const form = createSingleFieldForm(customId, t('review.reject_form.title', { number }), {
    name: 'reason',
    label: t('review.reject_form.reason'),
    hint: t(
      reasons.length > 0
        ? 'review.reject_form.reason_hint_saved'
        : 'review.reject_form.reason_hint',
    ),
    required: false,
    max: REASON_MAX_LENGTH,
  });
  return reasons.length > 0
    ? { ...form, components: [createReasonSelect(t, reasons), ...form.components] }
    : form;
}

export const createMessageForm = (t: Translator, number: number) =>
  createSingleFieldForm(
    createCustomId('review', 'message', number),
    t('review.message_form.title', { number }),
    {
      name: 'body',
      label: t('review.message_form.body'),
      required: true,
      max: MESSAGE_MAX_LENGTH,
    },
  );
