/** What a column may hold; the one truth by which rows of an untrusted database are judged. */
export type ColumnType =
  /** 64 bits, handled as decimal text. */
  | 'big'
  | 'int'
  /** Text of any length up to MAX_TEXT_BYTES. */
  | 'text'
  /** Text of at most so many characters. */
  | number;

export interface MovedColumn {
  name: string;
  type: ColumnType;
  isNullable: boolean;
}

export interface MovedTable {
  name: string;
  /** The columns of the primary key behind `guild_id`; none: one row a guild. */
  key: readonly MovedColumn[];
  /** All columns but `guild_id`, the key's first. */
  columns: readonly MovedColumn[];
}

type ColumnShapes = Record<
  string,
  ColumnType | `${'big' | 'int' | 'text'}?` | { maxLength: number }
>;

const toColumns = (shape: ColumnShapes): MovedColumn[] =>
  Object.entries(shape).map(([name, columnShape]) => {
    if (typeof columnShape === 'object')
      return { name, type: columnShape.maxLength, isNullable: true };
    if (typeof columnShape === 'number') return { name, type: columnShape, isNullable: false };
    return {
      name,
      type: columnShape.replace('?', '') as ColumnType,
      isNullable: columnShape.endsWith('?'),
    };
  });

function defineTable(name: string, key: ColumnShapes, otherColumns: ColumnShapes): MovedTable {
  const keyColumns = toColumns(key);
  return { name, key: keyColumns, columns: [...keyColumns, ...toColumns(otherColumns)] };
}

const ID_LENGTH = 36;
const optionalText = (maxLength: number) => ({ maxLength });

/**
 * Every table that travels, in the order in which they are copied. Written out, because an own
 * database's catalogue is not to be trusted; a test holds it against the schema of both engines.
 */
export const MOVED_TABLES: readonly MovedTable[] = [
  defineTable('guild_settings', {}, { document: 'text', revision: 'int', updated_at: 'big' }),
  defineTable('guild_counters', { name: 32 }, { value: 'big' }),
  defineTable(
    'submissions',
    { number: 'big' },
    {
      artist_id: 'big',
      artist_handle: 128,
      artist_name: 400,
      track_title: 400,
      track_url: 'text',
      platform: 24,
      link_hash: 64,
      duplicate_of: 'big?',
      genre: optionalText(200),
      message: 'text?',
      answers: 'text',
      status: 24,
      rating: 'int?',
      revision: 'int',
      created_at: 'big',
      status_changed_at: 'big',
      decision_event_id: optionalText(ID_LENGTH),
      decided_at: 'big?',
      artist_unreachable: optionalText(16),
      card_channel_id: 'big?',
      card_message_id: 'big?',
      card_bot_id: 'big?',
      card_revision: 'int?',
      thread_id: 'big?',
      artist_dm_channel_id: 'big?',
    },
  ),
  defineTable(
    'submission_events',
    { number: 'big', id: ID_LENGTH },
    {
      kind: 24,
      at: 'big',
      actor_id: 'big',
      actor_name: 128,
      source: 16,
      from_status: optionalText(24),
      to_status: optionalText(24),
      reason: 'text?',
    },
  ),
  defineTable(
    'artist_messages',
    { number: 'big', id: ID_LENGTH },
    {
      direction: 16,
      at: 'big',
      author_id: 'big',
      author_name: 128,
      source: 16,
      body: 'text',
      attachments: 'text',
      delivery: 16,
      problem: optionalText(24),
      dm_message_id: 'big?',
      thread_message_id: 'big?',
    },
  ),
  defineTable(
    'requests',
    { id: 80 },
    { at: 'big', answer: 'text?', fingerprint: optionalText(64) },
  ),
  defineTable(
    'outbox',
    { id: ID_LENGTH },
    {
      kind: 24,
      number: 'big?',
      ref_id: optionalText(ID_LENGTH),
      state: 12,
      created_at: 'big',
      due_at: 'big',
      attempts: 'int',
      first_sent_at: 'big?',
      lease_owner: optionalText(64),
      lease_until: 'big?',
      last_error: optionalText(64),
    },
  ),
  defineTable('outbox_due', { id: ID_LENGTH }, { due_at: 'big' }),
  defineTable(
    'audit_log',
    { id: ID_LENGTH },
    {
      at: 'big',
      actor_id: 'big',
      actor_name: 128,
      source: 16,
      act: 48,
      target: optionalText(64),
      details: 'text',
    },
  ),
];

/** What stays where it is: a place's own bookkeeping. */
export const UNMOVED_TABLES = ['schema_ledger', 'guild_fence', 'move_changes'] as const;

export const findMovedTable = (name: string): MovedTable | undefined =>
  MOVED_TABLES.find((each) => each.name === name);
