import type { Field } from '../validate/field.ts';
import { DiscordError } from './discord-error.ts';

/** No code of Discord's: whoever meets it has asked for something that only the real one does. */
export const NOT_SPOKEN = 990_001;

/**
 * Discord documents this, the local Discord does not speak it. A 400 and not a 501, because clients
 * repeat calls that end in a 5xx.
 */
export function createNotSpokenError(subject: string): DiscordError {
  const message = `The local Discord does not speak ${subject}`;
  return new DiscordError(400, { message, code: NOT_SPOKEN });
}

/** For fields that Discord takes and this server cannot keep; empty ones say nothing. */
export function rejectFields(body: Field, subject: string, names: readonly string[]): void {
  for (const name of names) {
    const { value } = body.key(name);
    if (Array.isArray(value) ? value.length > 0 : Boolean(value))
      throw createNotSpokenError(`"${name}" of ${subject}`);
  }
}
