import { ComponentType } from 'discord-api-types/v10';
import { MAX_REQUIRED_ROLES } from '../../domain/intake-rules/rule-limits.ts';
import type { Button, Form, Modal } from '../dispatch/types.ts';
import { prefillForm, VALUE_SEPARATOR } from '../forms/index.ts';
import { createCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';
import { presentRules } from './present-rules.ts';

const FIELD = 'requiredRoleIds';

export const chooseRequiredRoles: Button = {
  id: 'rules:roles',
  access: 'admin',
  feature: 'intake_rules',
  responseType: 'modal',
  async run({ context, interaction, actor, t }) {
    const { rules } = await context.operations.settings.get(actor);
    // Discord refuses a form that names a role which is gone.
    const roleIds = rules.requiredRoleIds.filter((id) => interaction.guild?.roles.cache.has(id));
    return prefillForm(t, createForm(t), { [FIELD]: roleIds.join(VALUE_SEPARATOR) });
  },
};

export const submitRequiredRoles: Modal = {
  id: 'rules:roles_form',
  access: 'admin',
  feature: 'intake_rules',
  responseType: 'message',
  createForm: ({ t }) => createForm(t),
  async run({ context, interaction, actor, t }) {
    const requiredRoleIds = [...(interaction.fields.getSelectedRoles(FIELD)?.keys() ?? [])];
    await context.operations.intakeRules.setRules(actor, { requiredRoleIds });
    return presentRules(context, t, actor);
  },
};

function createForm(t: Translator): Form {
  return {
    custom_id: createCustomId('rules', 'roles_form'),
    title: t('intake_rules.form.title'),
    components: [
      {
        type: ComponentType.Label,
        label: t('intake_rules.form.roles'),
        description: t('intake_rules.form.roles_hint'),
        component: {
          type: ComponentType.RoleSelect,
          custom_id: FIELD,
          required: false,
          min_values: 0,
          max_values: MAX_REQUIRED_ROLES,
        },
      },
    ],
  };
}
