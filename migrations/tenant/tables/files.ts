import {
  bigint,
  defineTable,
  integer,
  nullable,
  rowId,
  text,
  timestamp,
  varchar,
} from '../define-table.ts';

export const table = defineTable({
  name: 'files',
  sinceVersion: 24,
  columns: {
    id: rowId(),
    subject_type: varchar(24, null),
    subject_id: varchar(36, null),
    // How it came; see domain/files/file-state.ts for both.
    origin: varchar(12, null),
    // Of a message of the conversation.
    message_id: nullable(rowId()),
    name: varchar(400, 'artist'),
    // As it was announced, until the file is stored.
    size_bytes: bigint(),
    state: varchar(12, null),
    problem: nullable(varchar(24, null)),
    // Where it is fetched from; null once it is stored.
    source_url: nullable(text('artist')),
    format: nullable(varchar(24, null)),
    content_type: nullable(varchar(100, null)),
    store: nullable(varchar(64, null)),
    sealed_key: nullable(text(null)),
    sha256: nullable(varchar(64, 'artist')),
    // A copy that browsers can play refers to its original.
    copy_of: nullable(rowId()),
    attempts: integer(),
    lease_owner: nullable(varchar(64, null)),
    lease_until: nullable(timestamp()),
    created_at: timestamp(),
    stored_at: nullable(timestamp()),
  },
  key: ['id'],
});
