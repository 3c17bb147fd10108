import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { query } from '../operations/guild-operations.ts';
import { parseText, parseTextOrNull } from '../submissions/row-parsers.ts';
import { toFileName } from './file-name.ts';
import { type FileOrigin, KEPT_STATES } from './file-state.ts';
import { toStoredFile } from './lease-file.ts';

/** A file that its reader may see. */
export interface OpenedFile {
  name: string;
  /** By its bytes; one of those that sniffing knows, none of which browsers run. */
  contentType: string;
  sizeBytes: number;
  /** Of the content, hex; null for a copy. */
  sha256: string | null;
  /** A platform's picture, which anybody can see there: browsers may keep it. */
  isPublic: boolean;
  /**
   * Reads it, or a part of it.
   * @param range inclusive byte positions within the file
   * @throws VektraError `files_unavailable`, `not_found`
   */
  read(range: { start: number; end: number } | null, signal: AbortSignal): Promise<Readable>;
}

/**
 * Opens a file of a demo, an original or its copy.
 * @throws VektraError `not_found` unless staff, and for a file that is not kept
 */
export const open = query({
  name: 'files.open',
  access: 'staff',
  limit: 'staffQuery',
  input: z.object({ fileId: z.uuid('id.malformed') }),
  async read({ db, actor, deps }, { fileId }): Promise<OpenedFile> {
    const row = await db
      .table('files')
      .where('id', fileId)
      .whereIn('state', KEPT_STATES)
      .first('id', 'origin', 'name', 'content_type', 'size_bytes', 'store', 'sealed_key', 'sha256');
    const stored = row && toStoredFile(row);
    if (!stored) throw notFound();
    return {
      name: toFileName(parseText(row.name, 400)),
      contentType: parseText(row.content_type, 100),
      sizeBytes: stored.sizeBytes,
      sha256: parseTextOrNull(row.sha256, 64),
      isPublic: row.origin === ('artwork' satisfies FileOrigin),
      read: (range, signal) => readFile(deps, actor, stored, range, signal),
    };
  },
});

async function readFile(
  deps: Deps,
  { guildId }: Actor,
  stored: NonNullable<ReturnType<typeof toStoredFile>>,
  range: { start: number; end: number } | null,
  signal: AbortSignal,
): Promise<Readable> {
  const opening = async () => {
    const files = await deps.tenancy.files(guildId);
    return files.open(stored, { signal, ...(range ? { range } : {}) });
  };
  return mapTenancyErrors(deps, opening());
}
