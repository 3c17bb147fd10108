import type { APIMessage } from 'discord-api-types/v10';
import type { ComponentData } from '../state/types.ts';

/** What a person sees after having done something, in the order of how a client would show it. */
export type Outcome =
  | { kind: 'message'; interactionId: string; ephemeral: boolean; message: APIMessage }
  | {
      kind: 'modal';
      interactionId: string;
      modalId: string;
      customId: string;
      title: string;
      components: ComponentData[];
    }
  | { kind: 'deferred'; interactionId: string; ephemeral: boolean; update: boolean }
  | { kind: 'update'; interactionId: string; message: APIMessage }
  | { kind: 'deleted'; interactionId: string; messageId: string }
  | {
      kind: 'autocomplete';
      interactionId: string;
      choices: { name: string; value: string | number }[];
    }
  | { kind: 'error'; interactionId: string | null; code: string; message: string; field?: string };

export function createErrorOutcome(
  code: string,
  message: string,
  interactionId: string | null = null,
): Outcome {
  return { kind: 'error', interactionId, code, message };
}
