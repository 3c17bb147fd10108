/** What a column may hold; the one truth by which rows of an untrusted database are judged. */
export type ColumnType =
  /** 64 bits, handled as decimal text. */
  | 'big'
  | 'int'
  /** Text of any length up to MAX_TEXT_BYTES. */
  | 'text'
  /** Text of at most so many characters. */
  | number;

export interface Column {
  name: string;
  type: ColumnType;
  nullable: boolean;
}

export interface Table {
  name: string;
  /** The columns of the primary key behind `guild_id`; none: one row a guild. */
  key: readonly Column[];
  /** All columns but `guild_id`, the key's first. */
  columns: readonly Column[];
}

type Shape = Record<string, ColumnType | `${'big' | 'int' | 'text'}?` | { upTo: number }>;

const columnsOf = (shape: Shape): Column[] =>
  Object.entries(shape).map(([name, kind]) => {
    if (typeof kind === 'object') return { name, type: kind.upTo, nullable: true };
    if (typeof kind === 'number') return { name, type: kind, nullable: false };
    return { name, type: kind.replace('?', '') as ColumnType, nullable: kind.endsWith('?') };
  });

function table(name: string, key: Shape, rest: Shape): Table {
  const keyColumns = columnsOf(key);
  return { name, key: keyColumns, columns: [...keyColumns, ...columnsOf(rest)] };
}

const ID = 36;
const optional = (upTo: number) => ({ upTo });

/**
 * Every table that travels, in the order in which they are copied. Written out, because an own
 * database's catalogue is not to be trusted; a test holds it against the schema of both engines.
 */
export const TABLES: readonly Table[] = [
  table('guild_settings', {}, { document: 'text', revision: 'int', updated_at: 'big' }),
  table('guild_counters', { name: 32 }, { value: 'big' }),
  table(
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
      genre: optional(200),
      message: 'text?',
      answers: 'text',
      status: 24,
      rating: 'int?',
      revision: 'int',
      created_at: 'big',
      status_changed_at: 'big',
      decision_event_id: optional(ID),
      decided_at: 'big?',
      artist_unreachable: optional(16),
      card_channel_id: 'big?',
      card_message_id: 'big?',
      card_bot_id: 'big?',
      card_revision: 'int?',
      thread_id: 'big?',
      artist_dm_channel_id: 'big?',
    },
  ),
  table(
    'submission_events',
    { number: 'big', id: ID },
    {
      kind: 24,
      at: 'big',
      actor_id: 'big',
      actor_name: 128,
      source: 16,
      from_status: optional(24),
      to_status: optional(24),
      reason: 'text?',
    },
  ),
  table(
    'artist_messages',
    { number: 'big', id: ID },
    {
      direction: 16,
      at: 'big',
      author_id: 'big',
      author_name: 128,
      source: 16,
      body: 'text',
      attachments: 'text',
      delivery: 16,
      problem: optional(24),
      dm_message_id: 'big?',
      thread_message_id: 'big?',
    },
  ),
  table('requests', { id: 80 }, { at: 'big', answer: 'text?', fingerprint: optional(64) }),
  table(
    'outbox',
    { id: ID },
    {
      kind: 24,
      number: 'big?',
      ref_id: optional(ID),
      state: 12,
      created_at: 'big',
      due_at: 'big',
      attempts: 'int',
      first_sent_at: 'big?',
      lease_owner: optional(64),
      lease_until: 'big?',
      last_error: optional(64),
    },
  ),
  table('outbox_due', { id: ID }, { due_at: 'big' }),
  table(
    'audit_log',
    { id: ID },
    {
      at: 'big',
      actor_id: 'big',
      actor_name: 128,
      source: 16,
      act: 48,
      target: optional(64),
      details: 'text',
    },
  ),
];

/** What stays where it is: a place's own bookkeeping. */
export const RESIDENT = ['schema_ledger', 'guild_fence', 'move_changes'] as const;

export const tableNamed = (name: string): Table | undefined =>
  TABLES.find((each) => each.name === name);
