import {
  type APIModalInteractionResponseCallbackData,
  ChannelType,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { notFound, VektraError } from '../../domain/errors/errors.ts';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import type { Button, Modal } from '../dispatch/types.ts';
import { createRetryButton } from '../forms/index.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { describeChannelProblem } from './channel-problem.ts';
import { presentSetup } from './present-setup.ts';

/** Discord's limit for a select. */
const MAX_ROLES = 25;

/** Under the greeting, under `/setup`, and where a command found nothing set up. */
export const beginSetup: Button = {
  id: 'setup:begin',
  access: 'admin',
  responseType: 'modal',
  run: ({ t }) => createSetupForm(t),
};

/** The whole setup in one form: name, staff channel, staff roles. */
export const submitSetup: Modal = {
  id: 'setup:form',
  access: 'admin',
  responseType: 'message',
  createForm: ({ t }) => createSetupForm(t),
  async run({ context, interaction, actor, t }) {
    const { guild, fields } = interaction;
    if (!guild) throw notFound();
    const labelName = fields.getTextInputValue('labelName');
    const [channelId = ''] = [...fields.getSelectedChannels('channelId', true).keys()];
    const roleIds = [...(fields.getSelectedRoles('roleIds')?.keys() ?? [])];
    const problem = describeChannelProblem(t, guild, channelId);
    if (problem) {
      const error = new VektraError('invalid_input');
      const retryButton = createRetryButton(t, context.formValues, interaction, error);
      return createMessage(textDisplay(problem), ...(retryButton ? [retryButton] : []));
    }
    const { settings } = context.operations;
    await settings.setUp(actor, { labelName });
    // None chosen leaves the roles as they are: the form does not show them.
    if (roleIds.length > 0) await settings.setStaffRoles(actor, { roleIds });
    await settings.setStaffChannel(actor, { channelId });
    return presentSetup(context, t, actor, guild);
  },
};

function createSetupForm(t: Translator): APIModalInteractionResponseCallbackData {
  return {
    custom_id: createCustomId('setup', 'form'),
    title: t('setup.form.title'),
    components: [
      {
        type: ComponentType.Label,
        label: t('errors.field.labelName'),
        description: t('setup.form.label_hint'),
        component: {
          type: ComponentType.TextInput,
          custom_id: 'labelName',
          style: TextInputStyle.Short,
          max_length: LABEL_NAME_MAX_LENGTH,
        },
      },
      {
        type: ComponentType.Label,
        label: t('setup.form.channel'),
        description: t('setup.form.channel_hint'),
        component: {
          type: ComponentType.ChannelSelect,
          custom_id: 'channelId',
          channel_types: [ChannelType.GuildText],
        },
      },
      {
        type: ComponentType.Label,
        label: t('errors.field.roleIds'),
        description: t('setup.form.roles_hint'),
        component: {
          type: ComponentType.RoleSelect,
          custom_id: 'roleIds',
          required: false,
          min_values: 0,
          max_values: MAX_ROLES,
        },
      },
    ],
  };
}
