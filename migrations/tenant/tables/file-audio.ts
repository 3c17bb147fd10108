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
  name: 'file_audio',
  sinceVersion: 25,
  columns: {
    file_id: rowId(),
    problem: nullable(varchar(24, null)),
    codec: nullable(varchar(24, null)),
    duration_ms: nullable(bigint()),
    sample_rate: nullable(integer()),
    channels: nullable(integer()),
    bits_per_sample: nullable(integer()),
    loudness: nullable(integer()),
    needs_copy: nullable(varchar(12, null)),
    pcm_hash: nullable(varchar(64, 'artist')),
    peaks: nullable(text('artist')),
    tags: nullable(text('artist')),
    at: timestamp(),
  },
  key: ['file_id'],
});
