import { notFound } from '../../domain/errors/errors.ts';
import type { Button } from '../dispatch/types.ts';
import { parseCustomId } from '../messages/custom-id.ts';
import { prefillForm } from './reopen-form.ts';
import { parseFilesValue } from './uploaded-files.ts';

/** Opens a form that was refused, with what was typed into it. */
export const reopenForm: Button = {
  id: 'form:again',
  // The right to send the form is checked when it is sent.
  access: 'member',
  responseType: 'modal',
  async run({ context, interaction, actor, handlers, t }) {
    const [key = '', route, action, ...args] = parseCustomId(interaction.customId)?.args ?? [];
    const modal = handlers.modals.get(`${route}:${action}`);
    if (!modal) throw notFound();
    const values = context.formValues.get(key, interaction.user.id);
    const hasFiles = parseFilesValue(values).length > 0;
    return prefillForm(
      t,
      // The first argument of a form with files is the key under which they are kept.
      await modal.createForm(
        { context, actor, t },
        hasFiles || modal.keepsValues ? [key, ...args.slice(1)] : args,
      ),
      values,
    );
  },
};
