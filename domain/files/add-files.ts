import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { createEffect } from '../effects/define-effect.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import type { AnnouncedFile } from './announced-file.ts';
import { fileProcess } from './effects.ts';
import { type FileLimits, MAX_FILES_PER_SUBJECT, totalLimitOf } from './file-limits.ts';
import { isAllowedName, toFileName } from './file-name.ts';
import { COUNTED_STATES, type FileOrigin, type FileProblem } from './file-state.ts';

/** What becomes of an announced file. */
export interface AcceptedFile {
  name: string;
  /** Null: it will be fetched. */
  problem: FileProblem | null;
}

/** A file to be fetched. */
type FileToAdd = Omit<AnnouncedFile, 'sizeBytes'> & {
  /** Null: not known before. */
  sizeBytes: number | null;
  origin: FileOrigin;
};

/** How many bytes a label's files take up, with those that are being fetched or uploaded. */
export async function readUsedBytes(db: GuildReader): Promise<number> {
  const sums = await Promise.all([
    db
      .table('files')
      .whereIn('state', COUNTED_STATES)
      .whereNull('copy_of')
      .sum({ bytes: 'size_bytes' })
      .first(),
    db.table('uploads').whereNull('removed_at').sum({ bytes: 'size_bytes' }).first(),
  ]);
  return sums
    .map((row) => parseInteger((row as { bytes?: unknown } | undefined)?.bytes ?? 0))
    .reduce((sum, bytes) => sum + Math.max(0, bytes), 0);
}

/**
 * Checks announced files against the plan's limits, in their order.
 * @param used.bytes of all files of the label
 * @param used.count files of the subject
 */
export const checkFiles = (
  files: readonly AnnouncedFile[],
  limits: FileLimits,
  used: { bytes: number; count: number },
): AcceptedFile[] => reserve(files, limits, used).map(({ name, problem }) => ({ name, problem }));

/** As {@link checkFiles}; one of unknown size may take up what a file may, and what there is. */
function reserve(
  files: readonly Omit<FileToAdd, 'origin'>[],
  limits: FileLimits,
  used: { bytes: number; count: number },
): (AcceptedFile & { sizeBytes: number })[] {
  let { bytes, count } = used;
  return files.map((file) => {
    const name = toFileName(file.name);
    const left = Math.max(0, totalLimitOf(limits) - bytes);
    const sizeBytes = file.sizeBytes ?? Math.min(limits.maxFileBytes, left);
    const isFull = file.sizeBytes === null && left === 0;
    const problem = findProblem({ name, sizeBytes, isFull }, limits, { bytes, count });
    if (problem === null) {
      bytes += sizeBytes;
      count += 1;
    }
    return { name, problem, sizeBytes };
  });
}

function findProblem(
  { name, sizeBytes, isFull }: { name: string; sizeBytes: number; isFull: boolean },
  limits: FileLimits,
  used: { bytes: number; count: number },
): FileProblem | null {
  if (!isAllowedName(name)) return 'type';
  if (isFull) return 'quota';
  if (sizeBytes === 0) return 'empty';
  if (sizeBytes > limits.maxFileBytes) return 'too_large';
  const isOver = used.bytes + sizeBytes > totalLimitOf(limits);
  if (isOver || used.count >= MAX_FILES_PER_SUBJECT) return 'quota';
  return null;
}

/**
 * Records files that came with a subject; workers fetch those within the limits, and the others are
 * kept as a note of what was refused.
 * @returns what becomes of each, in their order
 */
export async function addFiles(
  db: GuildWriter,
  files: readonly FileToAdd[],
  context: {
    subject: Subject;
    messageId: string | null;
    limits: FileLimits;
  },
): Promise<AcceptedFile[]> {
  if (files.length === 0) return [];
  const { subject, messageId, limits } = context;
  const columns = toSubjectColumns(subject);
  const [bytes, counted] = await Promise.all([
    readUsedBytes(db),
    db.table('files').where(columns).whereNull('copy_of').count({ n: '*' }).first(),
  ]);
  const reserved = reserve(files, limits, { bytes, count: Number(counted?.n ?? 0) });
  // Their ids in one go: they are their order.
  const rows = files.map((file, index) => {
    const { name = '', problem = null, sizeBytes = 0 } = reserved[index] ?? {};
    return {
      ...columns,
      id: db.newId(),
      origin: file.origin,
      message_id: messageId,
      name,
      size_bytes: problem === null ? sizeBytes : (file.sizeBytes ?? 0),
      state: problem === null ? 'pending' : 'failed',
      problem,
      source_url: problem === null ? file.url : null,
      attempts: 0,
      created_at: db.now,
    };
  });
  await db.table('files').insert(rows);
  await db.enqueue(
    rows
      .filter(({ state }) => state === 'pending')
      .map(({ id }) => createEffect(fileProcess, subject, { fileId: id })),
  );
  return reserved.map(({ name, problem }) => ({ name, problem }));
}
