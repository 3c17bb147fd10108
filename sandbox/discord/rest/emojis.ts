import { announceEmojis } from '../actions/announce.ts';
import { AuditLogEvent, listChanges, recordAudit } from '../actions/audit-log.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { HttpResponse } from '../http/http-response.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { requireGuild, requireGuildPermission } from '../permissions/require.ts';
import { presentEmoji } from '../present/emoji.ts';
import { presentUser } from '../present/user.ts';
import type { EmojiRecord } from '../state/moderation-types.ts';
import type { GuildRecord } from '../state/types.ts';
import type { Field } from '../validate/field.ts';
import { readImage } from '../validate/image.ts';

const GUILD_PATH = '/guilds/:guild_id/emojis';
const APPLICATION_PATH = '/applications/:application_id/emojis';
const NAME = /^\w{2,32}$/;
const MAX_PER_GUILD = 50;
const MAX_PER_APPLICATION = 2000;

/** A server's emojis and an application's differ in who may change them and who hears of it. */
export const emojiRoutes: RestRoute[] = [GUILD_PATH, APPLICATION_PATH].flatMap((path) => [
  botRoute('GET', path, listEmojis),
  botRoute('GET', `${path}/:emoji_id`, (core, request) =>
    present(core, findEmoji(getOwner(core, request), request)),
  ),
  botRoute('POST', path, createEmoji),
  botRoute('PATCH', `${path}/:emoji_id`, editEmoji),
  botRoute('DELETE', `${path}/:emoji_id`, deleteEmoji),
]);

interface EmojiOwner {
  emojis?: Map<string, EmojiRecord>;
}

function getOwner(core: Core, request: RestRequest): EmojiOwner {
  const guild = getGuild(core, request);
  if (guild) return guild;
  if (request.param('application_id') !== request.botId) throw discordError(20012);
  return request.application!;
}

function getGuild(core: Core, request: RestRequest): GuildRecord | null {
  const guildId = request.params['guild_id'];
  return guildId === undefined ? null : requireGuild(core.state, guildId, request.botId);
}

function getEditableOwner(core: Core, request: RestRequest, permission: bigint): EmojiOwner {
  const guild = getGuild(core, request);
  if (guild) requireGuildPermission(guild, request.botId, permission);
  return getOwner(core, request);
}

function findEmoji(owner: EmojiOwner, request: RestRequest): EmojiRecord {
  const emoji = owner.emojis?.get(request.param('emoji_id'));
  if (!emoji) throw discordError(10014);
  return emoji;
}

function present(core: Core, emoji: EmojiRecord) {
  const creator = core.state.users.get(emoji.creatorId);
  return presentEmoji(emoji, creator && presentUser(creator));
}

/** An application's come as `items`. */
function listEmojis(core: Core, request: RestRequest): unknown {
  const items = [...(getOwner(core, request).emojis?.values() ?? [])].map((emoji) =>
    present(core, emoji),
  );
  return request.params['guild_id'] === undefined ? { items } : items;
}

function readName(field: Field, required: boolean): string | undefined {
  const name = field.string({ min: 2, max: 32, required });
  if (name !== undefined && !NAME.test(name))
    return field.addError('STRING_TYPE_REGEX', 'String value did not match validation regex.');
  return name;
}

function readRoles(field: Field): string[] {
  return field.list().map((item) => item.snowflake(true) ?? '0');
}

function createEmoji(core: Core, request: RestRequest): unknown {
  const owner = getEditableOwner(core, request, Permission.CreateGuildExpressions);
  const body = request.body();
  const name = readName(body.key('name'), true);
  const image = body.key('image');
  if (!image.isPresent) image.failRequired();
  readImage(image);
  const roles = readRoles(body.key('roles'));
  body.form.throwIfFailed();
  const guild = getGuild(core, request);
  owner.emojis ??= new Map();
  if (owner.emojis.size >= (guild ? MAX_PER_GUILD : MAX_PER_APPLICATION)) throw discordError(30008);
  const emoji: EmojiRecord = {
    id: core.newId(),
    name: name!,
    animated: String(image.value).startsWith('data:image/gif'),
    roles,
    creatorId: request.botId,
  };
  owner.emojis.set(emoji.id, emoji);
  recordChange(core, request, guild, AuditLogEvent.EmojiCreate, null, emoji);
  return new HttpResponse(201, present(core, emoji));
}

function editEmoji(core: Core, request: RestRequest): unknown {
  const owner = getEditableOwner(core, request, Permission.ManageGuildExpressions);
  const emoji = findEmoji(owner, request);
  const body = request.body();
  const name = readName(body.key('name'), false);
  const roles = readRoles(body.key('roles'));
  body.form.throwIfFailed();
  const before = { ...emoji };
  if (name !== undefined) emoji.name = name;
  if (body.has('roles')) emoji.roles = roles;
  recordChange(core, request, getGuild(core, request), AuditLogEvent.EmojiUpdate, before, emoji);
  return present(core, emoji);
}

function deleteEmoji(core: Core, request: RestRequest): undefined {
  const owner = getEditableOwner(core, request, Permission.ManageGuildExpressions);
  const emoji = findEmoji(owner, request);
  owner.emojis!.delete(emoji.id);
  recordChange(core, request, getGuild(core, request), AuditLogEvent.EmojiDelete, emoji, null);
}

function recordChange(
  core: Core,
  request: RestRequest,
  guild: GuildRecord | null,
  type: AuditLogEvent,
  before: EmojiRecord | null,
  after: EmojiRecord | null,
): void {
  if (!guild) return;
  announceEmojis(core, guild);
  const changes = listChanges(before && presentEmoji(before), after && presentEmoji(after));
  recordAudit(core, request, guild, { type, targetId: (before ?? after)!.id, changes });
}
