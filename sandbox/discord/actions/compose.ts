import type { Core } from '../core.ts';
import type { UploadedFile } from '../http/body.ts';
import type { AttachmentRecord, ChannelRecord, MessageRecord } from '../state/types.ts';
import type { Field } from '../validate/field.ts';
import {
  COMPONENTS_V2,
  EPHEMERAL,
  getMentionableText,
  type MessageBody,
  readMessageBody,
  requireContent,
} from '../validate/message.ts';
import { planAttachments, storeAttachments } from './attachments.ts';
import { resolveMentions } from './mentions.ts';

export interface ComposeInput {
  channel: ChannelRecord;
  authorId: string;
  body: Field;
  uploads: UploadedFile[];
  flags: number;
  repliedToId?: string | null;
}

export type MessageContent = Pick<
  MessageRecord,
  | 'content'
  | 'embeds'
  | 'components'
  | 'attachments'
  | 'flags'
  | 'mentionUserIds'
  | 'mentionRoleIds'
  | 'mentionEveryone'
> &
  Pick<MessageRecord, 'poll' | 'tts'>;

/** Validates a body and makes of it what a new message will hold. */
export function composeNew(core: Core, input: ComposeInput): MessageContent {
  const plan = planAttachments(core, input.body, input.uploads, []);
  const body = readMessageBody(input.body, {
    flags: input.flags,
    existing: null,
    attachmentNames: plan.names,
    now: core.clock.now(),
  });
  const content = body.content ?? '';
  const embeds = body.embeds ?? [];
  const components = body.components ?? [];
  requireContent({ content, embeds, components, attachments: plan.added, poll: body.poll });
  if (body.flags & COMPONENTS_V2) requireContent({ content, embeds, components, attachments: [] });
  const isSpoken = input.body.key('tts').bool() ?? false;
  const ephemeral = (body.flags & EPHEMERAL) !== 0;
  return {
    content,
    embeds,
    components,
    flags: body.flags,
    ...(body.poll ? { poll: body.poll } : {}),
    ...(isSpoken ? { tts: true } : {}),
    attachments: storeAttachments(core, input.channel, plan, ephemeral),
    ...resolveBodyMentions(core, input, content, components, body),
  };
}

/** Validates an edit and returns only what it changes. */
export function composeEdit(
  core: Core,
  message: MessageRecord,
  input: ComposeInput,
): Partial<MessageContent> {
  const plan = planAttachments(core, input.body, input.uploads, message.attachments);
  const body = readMessageBody(input.body, {
    flags: input.flags,
    existing: message,
    attachmentNames: plan.names,
    now: core.clock.now(),
  });
  const content = body.content ?? message.content;
  const embeds = body.embeds ?? message.embeds;
  const components = body.components ?? message.components;
  const filesAfter = [...plan.kept, ...plan.added];
  requireContent({
    content,
    embeds,
    components,
    attachments: filesAfter,
    poll: body.poll ?? message.poll,
  });
  let attachments: AttachmentRecord[] | undefined;
  if (plan.added.length > 0 || plan.kept.length !== message.attachments.length)
    attachments = storeAttachments(core, input.channel, plan, message.ephemeralFor !== null);
  const hasTextChange = body.content !== undefined || body.components !== undefined;
  return {
    content,
    embeds,
    components,
    flags: body.flags,
    ...(body.poll ? { poll: body.poll } : {}),
    ...(attachments ? { attachments } : {}),
    ...(hasTextChange ? resolveBodyMentions(core, input, content, components, body) : {}),
  };
}

function resolveBodyMentions(
  core: Core,
  input: ComposeInput,
  content: string,
  components: MessageRecord['components'],
  body: MessageBody,
) {
  return resolveMentions(
    core.state,
    input.channel,
    input.authorId,
    getMentionableText(content, components),
    body.allowedMentions,
    input.repliedToId ?? null,
  );
}
