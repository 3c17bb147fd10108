import type { Component } from '../dispatch/types.ts';
import { parseCustomId } from '../presenters/custom-id.ts';
import { prefillForm } from '../presenters/reopen-form.ts';
import { createSubmitForm } from '../presenters/submit-form.ts';
import { modals } from './modals.ts';

/** Opens a form that was refused, with what was typed into it. */
export const reopenForm: Component = {
  id: 'form:again',
  // Whoever may not send the form is told so when it comes.
  access: 'member',
  responseType: 'modal',
  run({ context, interaction }) {
    const [key = '', route, action, ...args] = parseCustomId(interaction.customId)?.args ?? [];
    const form = modals.get(`${route}:${action}`)?.createForm(args) ?? createSubmitForm();
    return prefillForm(form, context.formValues.get(key, interaction.user.id));
  },
};
