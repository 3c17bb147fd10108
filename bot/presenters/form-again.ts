import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { isVektraError } from '../../domain/errors/errors.ts';
import { t } from '../catalogues/translate.ts';
import { customId } from './custom-id.ts';

/** Refusals after which the same form can still be sent, and whether something in it is wrong. */
const AGAIN: Readonly<Record<string, 'correct' | 'again'>> = {
  invalid_input: 'correct',
  duplicate_link: 'correct',
  rate_limited: 'again',
  conflict: 'again',
  storage_moving: 'again',
  storage_unavailable: 'again',
  secret_store_unavailable: 'again',
};

/**
 * The button under a refusal that opens the form again, as it was filled in. Null when sending it
 * once more would be refused again.
 */
export function formAgain(
  error: unknown,
  form: { interactionId: string; customId: string },
): APIActionRowComponent<APIButtonComponentWithCustomId> | null {
  const how = isVektraError(error) ? AGAIN[error.code] : 'again';
  if (!how) return null;
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.Button,
        style: how === 'correct' ? ButtonStyle.Primary : ButtonStyle.Secondary,
        label: t(`form.${how}`),
        custom_id: customId('form', 'again', form.interactionId, ...form.customId.split(':')),
      },
    ],
  };
}

/** A form with its fields filled in; what was left empty stays so. */
export const filledIn = (
  form: APIModalInteractionResponseCallbackData,
  typed: Readonly<Record<string, string>>,
): APIModalInteractionResponseCallbackData => ({
  ...form,
  components: form.components.map((part) => {
    if (part.type !== ComponentType.Label || part.component.type !== ComponentType.TextInput)
      return part;
    const value = typed[part.component.custom_id];
    return value ? { ...part, component: { ...part.component, value } } : part;
  }),
});
