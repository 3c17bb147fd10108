import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { readSettings } from '../settings/settings-document.ts';
import { parseId, parseText, parseTextOrNull } from '../submissions/row-parsers.ts';
import { toCopyId } from './copy-id.ts';
import { toFileName } from './file-name.ts';
import { FILE_PROBLEMS, type FileProblem } from './file-state.ts';

/** @returns null when the file is processed, failed or removed */
export async function loadFileToProcess(
  db: GuildReader,
  fileId: string,
): Promise<{ id: string } | null> {
  const row = await db
    .table('files')
    .where('id', fileId)
    .whereIn('state', ['pending', 'stored'])
    .first('id');
  return row ? { id: fileId } : null;
}

/** A removed file whose content has to be erased. */
export interface FileToErase {
  /** Null: where it was going to be stored. */
  store: string | null;
  /** The file's, and that of the copy which an interrupted attempt may have left. */
  ids: string[];
  /** Records that it is erased. */
  record(db: GuildWriter): Promise<void>;
}

/** @returns null when the file was not removed */
export async function loadFileToErase(
  db: GuildReader,
  fileId: string,
): Promise<FileToErase | null> {
  const row = await db.table('files').where({ id: fileId, state: 'removed' }).first('store');
  if (!row) return null;
  return {
    store: parseTextOrNull(row.store, 64),
    ids: [fileId, toCopyId(fileId)],
    record: async (writer) => {
      await writer
        .table('files')
        .where({ id: fileId, state: 'removed' })
        .update({ store: null, sealed_key: null, sha256: null });
      await writer.table('files').where({ copy_of: fileId, state: 'removed' }).delete();
    },
  };
}

/** What the artist's message about a file that was not kept says. */
export interface FailedFileView {
  guildId: string;
  number: number;
  labelName: string;
  artistId: string;
  trackTitle: string;
  fileName: string;
  problem: FileProblem;
}

/** @returns null when there is nothing to tell */
export async function loadFailedFile(
  db: GuildReader,
  number: number,
  fileId: string,
): Promise<FailedFileView | null> {
  const [settings, submission, file] = await Promise.all([
    readSettings(db),
    db.table('submissions').where('number', number).first('artist_id', 'track_title'),
    db.table('files').where({ id: fileId, state: 'failed' }).first('name', 'problem'),
  ]);
  if (!submission || !file) return null;
  return {
    guildId: db.guildId,
    number,
    labelName: settings.label.labelName,
    artistId: parseId(submission.artist_id),
    trackTitle: parseText(submission.track_title, 400),
    fileName: toFileName(parseText(file.name, 400)),
    problem: FILE_PROBLEMS.find((known) => known === file.problem) ?? 'undeliverable',
  };
}
