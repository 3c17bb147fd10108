import {
  listConditions,
  movePart,
  removePart,
  replacePart,
} from '../../domain/demo-form/edit-parts.ts';
import {
  createStandardPart,
  type FormPart,
  STANDARD_KINDS,
} from '../../domain/demo-form/form-part.ts';
import { notFound } from '../../domain/errors/errors.ts';
import type { Button, SelectMenu, SlashCommand } from '../dispatch/types.ts';
import { parseCustomId } from '../messages/custom-id.ts';
import { changeForm } from './change-form.ts';
import { presentForm } from './present-form.ts';
import { ALWAYS, presentPart } from './present-part.ts';

const ADMIN = { access: 'admin', feature: 'form_builder' } as const;

/** Shows the form on every plan; what changes it needs the plan. */
export const form: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  name: 'form',
  text: 'demo_form.command.form',
  run: ({ context, actor, t }) => presentForm(context, t, actor),
};

export const showPart: SelectMenu = {
  ...ADMIN,
  id: 'demo_form:part',
  responseType: 'update',
  run: ({ context, interaction, actor, t }) =>
    presentPart(context, t, actor, interaction.values[0] ?? ''),
};

const getPartArg = ({ customId }: { customId: string }): string =>
  parseCustomId(customId)?.args[0] ?? '';

export const showForm: Button = {
  ...ADMIN,
  id: 'demo_form:back',
  responseType: 'update',
  run: ({ context, actor, t }) => presentForm(context, t, actor),
};

export const addStandardPart: Button = {
  ...ADMIN,
  id: 'demo_form:standard',
  responseType: 'update',
  async run({ context, interaction, actor, t }) {
    const kind = STANDARD_KINDS.find((each) => each === getPartArg(interaction));
    if (!kind) throw notFound();
    await changeForm(context, actor, (parts) => [...parts, createStandardPart(kind)]);
    return presentForm(context, t, actor);
  },
};

export const removeFromForm: Button = {
  ...ADMIN,
  id: 'demo_form:remove',
  responseType: 'update',
  async run({ context, interaction, actor, t }) {
    const partId = getPartArg(interaction);
    await changeForm(context, actor, (parts) => removePart(parts, partId));
    return presentForm(context, t, actor);
  },
};

/** A button that changes a part and shows it again. */
const createPartButton = (
  action: string,
  change: (parts: readonly FormPart[], partId: string) => readonly FormPart[],
): Button => ({
  ...ADMIN,
  id: `demo_form:${action}`,
  responseType: 'update',
  async run({ context, interaction, actor, t }) {
    const partId = getPartArg(interaction);
    await changeForm(context, actor, (parts) => change(parts, partId));
    return presentPart(context, t, actor, partId);
  },
});

export const movePartUp = createPartButton('up', (parts, id) => movePart(parts, id, -1));
export const movePartDown = createPartButton('down', (parts, id) => movePart(parts, id, 1));
export const requireAnswer = createPartButton('require', (parts, id) =>
  replacePart(parts, id, { isRequired: true }),
);
export const unrequireAnswer = createPartButton('unrequire', (parts, id) =>
  replacePart(parts, id, { isRequired: false }),
);

export const setCondition: SelectMenu = {
  ...ADMIN,
  id: 'demo_form:condition',
  responseType: 'update',
  async run({ context, interaction, actor, t }) {
    const partId = getPartArg(interaction);
    const [value] = interaction.values;
    await changeForm(context, actor, (parts) => {
      const condition = listConditions(parts).find(({ key }) => key === value);
      if (!condition && value !== ALWAYS) throw notFound();
      const showIf = condition ? { partId: condition.question.id, option: condition.option } : null;
      return replacePart(parts, partId, { showIf });
    });
    return presentPart(context, t, actor, partId);
  },
};
