import type { Actor } from '../../domain/actors/actor.ts';
import type { FormPart } from '../../domain/demo-form/form-part.ts';
import type { BotContext } from '../context.ts';

/**
 * Changes the form as it is now; somebody else's change at the same time is not overwritten.
 * @throws VektraError as the operation
 */
export async function changeForm(
  { operations }: BotContext,
  actor: Actor,
  change: (parts: readonly FormPart[]) => readonly FormPart[],
): Promise<void> {
  const { form, revisions } = await operations.settings.get(actor);
  await operations.demoForm.set(actor, {
    parts: [...change(form.parts)],
    revision: revisions.form,
  });
}
