import { bigint, defineTable, nullable, rowId, text, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'uploads',
  sinceVersion: 28,
  columns: {
    id: rowId(),
    session_id: rowId(),
    name: varchar(400, 'artist'),
    size_bytes: bigint(),
    // Stored in the bucket as parts, of which the object is made when the session is over.
    received_bytes: bigint(),
    format: nullable(varchar(24, null)),
    content_type: nullable(varchar(100, null)),
    // Of the SHA-256 of what was received.
    hash_state: nullable(text(null)),
    sha256: nullable(varchar(64, 'artist')),
    store: nullable(varchar(64, null)),
    sealed_key: nullable(text(null)),
    upload_id: nullable(text(null)),
    // The request that may record parts: the latest.
    owner: nullable(varchar(64, null)),
    removed_at: nullable(timestamp()),
    created_at: timestamp(),
  },
  key: ['id'],
});
