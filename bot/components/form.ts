import type { Component } from '../dispatch/types.ts';
import { parseCustomId } from '../presenters/custom-id.ts';
import { filledIn } from '../presenters/form-again.ts';
import { submitForm } from '../presenters/submit-form.ts';
import { modals } from './modals.ts';

/** Opens a form that was refused, with what was typed into it. */
export const again: Component = {
  id: 'form:again',
  // Whoever may not send the form is told so when it comes.
  needs: 'member',
  answers: 'modal',
  run({ context, interaction }) {
    const [key = '', route, act, ...args] = parseCustomId(interaction.customId)?.args ?? [];
    const form = modals.get(`${route}:${act}`)?.form(args) ?? submitForm();
    return filledIn(form, context.typed.of(key, interaction.user.id));
  },
};
