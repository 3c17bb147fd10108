import type { Migration } from '../types.ts';
import { jsonColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** What was found in files that are sound; peaks are kept apart, lists do not need them. */
export const migration: Migration = {
  version: 25,
  name: 'file_audio',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'file_audio',
      key: { file_id: { maxLength: 36 } },
      columns(table) {
        table.string('problem', 24);
        table.string('codec', 24);
        table.bigInteger('duration_ms');
        table.integer('sample_rate');
        table.integer('channels');
        table.integer('bits_per_sample');
        // Hundredths of a LUFS.
        table.integer('loudness');
        table.string('needs_copy', 12);
        table.string('pcm_hash', 64);
        jsonColumn(table, 'peaks');
        jsonColumn(table, 'tags');
        timestampColumn(table, 'at').notNullable();
        table.index(['guild_id', 'pcm_hash'], 'file_audio_by_sound');
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
