import type { APIEmbed } from 'discord-api-types/v10';
import { DiscordError, discordError } from '../errors/discord-error.ts';
import { rejectFields } from '../errors/not-spoken.ts';
import type { ComponentData, PollRecord } from '../state/types.ts';
import { getComponentText } from './component-ids.ts';
import { ComponentScope } from './component-scope.ts';
import { readComponents } from './components.ts';
import { readEmbeds } from './embeds.ts';
import { countCharacters, type Field } from './field.ts';
import { type AllowedMentions, readAllowedMentions } from './mentions.ts';
import { readPoll } from './poll.ts';

export const EPHEMERAL = 1 << 6;
export const COMPONENTS_V2 = 1 << 15;
const LOADING = 1 << 7;
const SUPPRESS_EMBEDS = 1 << 2;
const SUPPRESS_NOTIFICATIONS = 1 << 12;
/**
 * From a report to Discord: more than this in UTF-8 answers with a 500, not with an error that says
 * why.
 */
const MAX_V2_BYTES = 10_170;

export interface MessageBody {
  content?: string;
  embeds?: APIEmbed[];
  components?: ComponentData[];
  flags: number;
  poll?: PollRecord;
  allowedMentions: AllowedMentions;
}

export interface MessageConstraints {
  /** Flags the caller may set. */
  flags: number;
  existing: { flags: number; content: string; embeds: APIEmbed[] } | null;
  attachmentNames: ReadonlySet<string>;
  /** Unix ms, from which a poll's duration counts. */
  now: number;
}

export const FLAGS_ON_CREATE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2;
export const FLAGS_ON_EDIT = SUPPRESS_EMBEDS | COMPONENTS_V2;

/** Reads what a message says. A key that is left out of an edit stays undefined. */
export function readMessageBody(field: Field, rule: MessageConstraints): MessageBody {
  if (!field.object()) field.form.throwIfFailed();
  const requestedFlags = field.key('flags').int({ min: 0 }) ?? 0;
  const old = rule.existing?.flags ?? 0;
  const keptFlags = field.has('flags') ? old & ~SUPPRESS_EMBEDS : old;
  const flags = keptFlags | (requestedFlags & rule.flags);
  const isV2 = (flags & COMPONENTS_V2) !== 0;
  const body: MessageBody = {
    flags,
    allowedMentions: readAllowedMentions(field.key('allowed_mentions')),
  };
  if (isV2) rejectLegacyFields(field, rule);
  if (field.has('content')) body.content = readContent(field.key('content'));
  if (field.has('embeds')) body.embeds = readEmbeds(field.key('embeds'));
  const pollField = field.key('poll');
  const poll = isV2 ? undefined : readPoll(pollField, rule.now);
  // A poll can be added only where a deferred answer is filled.
  if (poll && rule.existing && !(rule.existing.flags & LOADING)) throw discordError(520003);
  if (poll) body.poll = poll;
  rejectFields(field, 'a message', ['sticker_ids', 'shared_client_theme']);
  let scope: ComponentScope | null = null;
  if (field.has('components')) {
    scope = new ComponentScope({ isV2, attachmentNames: rule.attachmentNames });
    body.components = readComponents(field.key('components'), scope);
  }
  field.form.throwIfFailed();
  if (isV2 && scope && scope.textBytes > MAX_V2_BYTES) throw createInternalError();
  return body;
}

function readContent(field: Field): string {
  if (field.value === null) return '';
  const text = (field.string() ?? '').trim();
  if (countCharacters(text) > 2000)
    field.addError('BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.');
  return text;
}

function rejectLegacyFields(field: Field, rule: MessageConstraints): void {
  const old = rule.existing;
  for (const name of ['content', 'embeds', 'poll', 'sticker_ids']) {
    const value = field.key(name).value;
    const isGiven = Array.isArray(value) ? value.length > 0 : Boolean(value);
    // An older message that becomes V2 must have its old fields cleared in the same edit.
    const isLeftOver =
      old !== null &&
      !(old.flags & COMPONENTS_V2) &&
      !field.has(name) &&
      ((name === 'content' && old.content !== '') || (name === 'embeds' && old.embeds.length > 0));
    if (isGiven || isLeftOver)
      field
        .key(name)
        .addError(
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          `The "${name}" field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        );
  }
}

/** All text in which a mention can stand. */
export function getMentionableText(content: string, components: ComponentData[]): string {
  return components.length > 0 ? `${content}\n${getComponentText(components)}` : content;
}

export function requireContent(body: {
  content: string;
  embeds: unknown[];
  components: unknown[];
  attachments: unknown[];
  poll?: PollRecord | undefined;
}): void {
  if (
    body.poll === undefined &&
    body.content === '' &&
    body.embeds.length === 0 &&
    body.components.length === 0 &&
    body.attachments.length === 0
  )
    throw discordError(50006);
}

function createInternalError(): DiscordError {
  return new DiscordError(500, { message: '500: Internal Server Error', code: 0 });
}
