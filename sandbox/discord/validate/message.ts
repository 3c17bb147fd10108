import type { APIEmbed } from 'discord-api-types/v10';
import { DiscordError, discordError } from '../errors/discord-error.ts';
import type { ComponentData } from '../state/types.ts';
import { componentText } from './component-ids.ts';
import { ComponentScope } from './component-scope.ts';
import { readComponents } from './components.ts';
import { readEmbeds } from './embeds.ts';
import { type Field, length } from './field.ts';
import { type AllowedMentions, readAllowedMentions } from './mentions.ts';

export const EPHEMERAL = 1 << 6;
export const COMPONENTS_V2 = 1 << 15;
const SUPPRESS_EMBEDS = 1 << 2;
const SUPPRESS_NOTIFICATIONS = 1 << 12;
/** From a report to Discord: more than this in UTF-8 answers with a 500, not with an error that says why. */
const V2_BYTES = 10_170;

export interface MessageBody {
  content?: string;
  embeds?: APIEmbed[];
  components?: ComponentData[];
  flags: number;
  allowedMentions: AllowedMentions;
}

export interface MessageRule {
  /** Flags the caller may set. */
  flags: number;
  existing: { flags: number; content: string; embeds: APIEmbed[] } | null;
  attachmentNames: ReadonlySet<string>;
}

export const FLAGS_ON_CREATE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2;
export const FLAGS_ON_EDIT = SUPPRESS_EMBEDS | COMPONENTS_V2;

/** Reads what a message says. A key that is left out of an edit stays undefined. */
export function readMessageBody(field: Field, rule: MessageRule): MessageBody {
  if (!field.object()) field.form.check();
  const wished = field.key('flags').int({ min: 0 }) ?? 0;
  const old = rule.existing?.flags ?? 0;
  const kept = field.has('flags') ? old & ~SUPPRESS_EMBEDS : old;
  const flags = kept | (wished & rule.flags);
  const v2 = (flags & COMPONENTS_V2) !== 0;
  const body: MessageBody = {
    flags,
    allowedMentions: readAllowedMentions(field.key('allowed_mentions')),
  };
  if (v2) refuseLegacy(field, rule);
  if (field.has('content')) body.content = readContent(field.key('content'));
  if (field.has('embeds')) body.embeds = readEmbeds(field.key('embeds'));
  let scope: ComponentScope | null = null;
  if (field.has('components')) {
    scope = new ComponentScope({ v2, attachmentNames: rule.attachmentNames });
    body.components = readComponents(field.key('components'), scope);
  }
  field.form.check();
  if (v2 && scope && scope.textBytes > V2_BYTES) throw discordError500();
  return body;
}

function readContent(field: Field): string {
  if (field.value === null) return '';
  const text = (field.string() ?? '').trim();
  if (length(text) > 2000) field.fail('BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.');
  return text;
}

function refuseLegacy(field: Field, rule: MessageRule): void {
  const old = rule.existing;
  for (const name of ['content', 'embeds', 'poll', 'sticker_ids']) {
    const value = field.key(name).value;
    const given = Array.isArray(value) ? value.length > 0 : Boolean(value);
    // An older message that becomes V2 must have its old fields cleared in the same edit.
    const left =
      old !== null &&
      !(old.flags & COMPONENTS_V2) &&
      !field.has(name) &&
      ((name === 'content' && old.content !== '') || (name === 'embeds' && old.embeds.length > 0));
    if (given || left)
      field
        .key(name)
        .fail(
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          `The "${name}" field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        );
  }
}

/** All text in which a mention can stand. */
export function spokenText(content: string, components: ComponentData[]): string {
  return components.length > 0 ? `${content}\n${componentText(components)}` : content;
}

export function requireSomething(body: {
  content: string;
  embeds: unknown[];
  components: unknown[];
  attachments: unknown[];
}): void {
  if (
    body.content === '' &&
    body.embeds.length === 0 &&
    body.components.length === 0 &&
    body.attachments.length === 0
  )
    throw discordError(50006);
}

function discordError500(): DiscordError {
  return new DiscordError(500, { message: '500: Internal Server Error', code: 0 });
}
