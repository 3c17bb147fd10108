import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Undelivered } from '../../domain/deliveries/undelivered.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Button } from '../dispatch/types.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

/**
 * Asks what to do with what did not reach staff; nothing when everything did.
 * @param options.canDeliver false: it would fail again, so it is only said what waits
 */
export function askAboutUndelivered(
  t: Translator,
  { demos, replies }: Undelivered,
  { canDeliver = true }: { canDeliver?: boolean } = {},
): NonNullable<MessageBody['components']> {
  if (demos === 0) return [];
  const question = t('setup.undelivered.question', { count: demos });
  const createButton = (
    action: 'deliver' | 'skip',
    style: ButtonStyle.Primary | ButtonStyle.Secondary,
  ) => ({
    type: ComponentType.Button as const,
    style,
    label: t(`setup.undelivered.${action}`, { count: demos }),
    custom_id: createCustomId('undelivered', action),
  });
  const text = textDisplay(
    replies === 0 ? question : `${question} ${t('setup.undelivered.replies', { count: replies })}`,
  );
  if (!canDeliver) return [text];
  return [
    text,
    {
      type: ComponentType.ActionRow,
      components: [
        createButton('deliver', ButtonStyle.Primary),
        createButton('skip', ButtonStyle.Secondary),
      ],
    },
  ];
}

export const deliverUndelivered: Button = {
  id: 'undelivered:deliver',
  access: 'staff',
  responseType: 'update',
  async run({ context, interaction, actor, t }) {
    const { demos } = await context.operations.deliveries.deliverUndelivered(actor, {
      requestId: toRequestId(interaction),
    });
    return createMessage(
      textDisplay(
        demos === 0
          ? t('setup.undelivered.none')
          : t('setup.undelivered.delivering', { count: demos }),
      ),
    );
  },
};

export const skipUndelivered: Button = {
  id: 'undelivered:skip',
  access: 'staff',
  responseType: 'update',
  async run({ context, interaction, actor, t }) {
    await context.operations.deliveries.skipUndelivered(actor, {
      requestId: toRequestId(interaction),
    });
    return createMessage(textDisplay(t('setup.undelivered.skipped')));
  },
};
