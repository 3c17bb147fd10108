import { rejectFields } from '../errors/not-spoken.ts';
import type { ChannelRecord, OverwriteRecord, VoiceRecord } from '../state/types.ts';
import type { Field } from './field.ts';

const VOICE_TYPES = [2, 13];
export const DEFAULT_VOICE: VoiceRecord = {
  bitrate: 64_000,
  userLimit: 0,
  rtcRegion: null,
  videoQualityMode: 1,
};
/** Of a server without boosts. */
const MAX_BITRATE = 96_000;
/** After how many silent minutes a thread may be archived. */
export const ARCHIVE_MINUTES = [60, 1440, 4320, 10_080] as const;

/** Of forums, and flags. */
const NOT_SPOKEN_FIELDS = [
  'default_reaction_emoji',
  'available_tags',
  'default_sort_order',
  'default_forum_layout',
  'default_thread_rate_limit_per_user',
  'flags',
];

export type ChannelSettings = Partial<
  Pick<
    ChannelRecord,
    | 'topic'
    | 'slowmode'
    | 'position'
    | 'nsfw'
    | 'parentId'
    | 'overwrites'
    | 'voice'
    | 'defaultAutoArchiveMinutes'
  >
>;

/** What a body says about a channel besides name and type; what it leaves out stays undefined. */
export function readChannelSettings(
  body: Field,
  type: number,
  current: VoiceRecord = DEFAULT_VOICE,
): ChannelSettings {
  rejectFields(body, 'a channel', NOT_SPOKEN_FIELDS);
  const settings: ChannelSettings = {};
  const topic = body.key('topic').string({ max: 1024 });
  const slowmode = body.key('rate_limit_per_user').int({ min: 0, max: 21_600 });
  const position = body.key('position').int({ min: 0 });
  const nsfw = body.key('nsfw').bool();
  const parentId = body.key('parent_id').snowflake();
  const overwrites = body.key('permission_overwrites').list().map(readOverwrite);
  const archiveMinutes = body.key('default_auto_archive_duration').choice(ARCHIVE_MINUTES);
  if (body.has('topic')) settings.topic = topic || null;
  if (body.has('rate_limit_per_user')) settings.slowmode = slowmode ?? 0;
  if (position !== undefined) settings.position = position;
  if (nsfw !== undefined) settings.nsfw = nsfw;
  if (body.has('parent_id')) settings.parentId = parentId ?? null;
  if (body.has('permission_overwrites')) settings.overwrites = overwrites;
  if (body.has('default_auto_archive_duration'))
    settings.defaultAutoArchiveMinutes = archiveMinutes ?? null;
  if (VOICE_TYPES.includes(type)) settings.voice = readVoice(body, current);
  return settings;
}

function readVoice(body: Field, current: VoiceRecord): VoiceRecord {
  const region = body.key('rtc_region').string();
  return {
    bitrate: body.key('bitrate').int({ min: 8000, max: MAX_BITRATE }) ?? current.bitrate,
    userLimit: body.key('user_limit').int({ min: 0, max: 99 }) ?? current.userLimit,
    rtcRegion: body.has('rtc_region') ? (region ?? null) : current.rtcRegion,
    videoQualityMode: body.key('video_quality_mode').choice([1, 2]) ?? current.videoQualityMode,
  };
}

function readOverwrite(field: Field): OverwriteRecord {
  return {
    id: field.key('id').snowflake(true) ?? '0',
    type: field.key('type').choice([0, 1], true) ?? 0,
    allow: readPermissionBits(field.key('allow')),
    deny: readPermissionBits(field.key('deny')),
  };
}

/** Permissions as a decimal string; absent or null means none. */
export function readPermissionBits(field: Field): string {
  const text = field.isPresent ? String(field.value) : '0';
  if (/^\d{1,20}$/.test(text)) return text;
  field.addError('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(field.value)} is not int.`);
  return '0';
}
