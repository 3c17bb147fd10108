import { notFound } from '../../domain/errors/errors.ts';
import type { Button } from '../dispatch/types.ts';
import { parseCustomId } from '../presenters/custom-id.ts';
import { prefillForm } from '../presenters/reopen-form.ts';

/** Opens a form that was refused, with what was typed into it. */
export const reopenForm: Button = {
  id: 'form:again',
  // Whoever may not send the form is told so when it comes.
  access: 'member',
  responseType: 'modal',
  run({ context, interaction, findModal }) {
    const [key = '', route, action, ...args] = parseCustomId(interaction.customId)?.args ?? [];
    const modal = findModal(`${route}:${action}`);
    if (!modal) throw notFound();
    return prefillForm(modal.createForm(args), context.formValues.get(key, interaction.user.id));
  },
};
