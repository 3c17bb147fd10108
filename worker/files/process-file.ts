import { randomUUID } from 'node:crypto';
import {
  extendFileLease,
  type FileProblem,
  type LeasedFile,
  leaseFile,
  recordFileFailed,
  recordFileReady,
  recordFileStored,
  releaseFile,
} from '../../domain/index.ts';
import type { GuildWriter, Tenancy } from '../../tenancy/index.ts';
import type { AudioAnalyzer } from '../audio/index.ts';
import type { Log } from '../log.ts';
import { analyzeFile, NOT_ANALYZED } from './analyze-file.ts';
import { fetchFile } from './fetch-file.ts';
import { classifyFileError } from './file-failure.ts';

export interface FileContext {
  tenancy: Tenancy;
  analyzer: AudioAnalyzer;
  /** Origin of Discord's CDN. */
  cdnUrl: string;
  leaseMs: number;
  log: Log;
  stopSignal: AbortSignal;
}

/** A lease is extended so often before it ends: it outlasts a few failures. */
const HEARTBEATS_PER_LEASE = 4;
/** Failures of a file's own, and workers that died of it; outages do not count. */
const MAX_ATTEMPTS = 6;

/**
 * Fetches, stores and analyzes a file, as far as it is not done. Killed at any moment, another worker
 * goes on when the lease ends. Never rejects.
 */
export async function processFile(
  context: FileContext,
  { guildId, fileId }: { guildId: string; fileId: string },
): Promise<void> {
  const { tenancy, leaseMs, log } = context;
  const owner = randomUUID();
  const logFields = { guildId, fileId };
  try {
    const file = await tenancy.write(guildId, (db) => leaseFile(db, fileId, { owner, leaseMs }));
    if (file === null || file === 'leased') return;
    await withHeartbeat(context, { guildId, fileId, owner }, (signal) =>
      processLeased(context, { guildId, owner, file, signal }),
    );
  } catch (error) {
    log.warn(
      { ...logFields, code: (error as { code?: unknown } | null)?.code },
      'file.interrupted',
    );
  }
}

/** What the steps of a file's processing share. */
export interface FileRun {
  guildId: string;
  owner: string;
  file: LeasedFile;
  /** Aborted when the worker stops, or another one has the lease. */
  signal: AbortSignal;
}

async function processLeased(context: FileContext, run: FileRun): Promise<void> {
  const { tenancy, log } = context;
  const { guildId, owner, file } = run;
  const logFields = { guildId, fileId: file.id, attempts: file.attempts + 1 };
  try {
    if (file.attempts >= MAX_ATTEMPTS)
      return await tenancy.write(guildId, (db) => giveUp(db, file, owner, 'undeliverable'));
    if (file.state === 'pending') {
      const written = await fetchFile(context, run);
      const isRecorded = await tenancy.write(guildId, (db) =>
        recordFileStored(db, file, owner, written),
      );
      if (!isRecorded) {
        // Removed meanwhile, or another worker has the lease.
        await (await tenancy.files(guildId)).discard(written);
        return log.info(logFields, 'file.superseded');
      }
      file.stored = written;
      file.state = 'stored';
    }
    await analyzeFile(context, run);
    log.info(logFields, 'file.ready');
  } catch (error) {
    if (run.signal.aborted && context.stopSignal.aborted)
      return tenancy.write(guildId, (db) => releaseFile(db, file.id, owner, { isCounted: false }));
    const failure = classifyFileError(error);
    const isOver = failure.isFinal || (failure.isOwn && file.attempts + 1 >= MAX_ATTEMPTS);
    log.warn({ ...logFields, code: failure.code, isOver }, 'file.failed');
    await tenancy.write(guildId, (db) =>
      isOver
        ? giveUp(db, file, owner, failure.problem)
        : releaseFile(db, file.id, owner, { isCounted: failure.isOwn }),
    );
  }
}

/** A file that cannot be fetched is told of; one that cannot be analyzed is kept as a download. */
const giveUp = (
  db: GuildWriter,
  file: LeasedFile,
  owner: string,
  problem: FileProblem,
): Promise<void> =>
  file.state === 'pending'
    ? recordFileFailed(db, file, owner, problem)
    : recordFileReady(db, file, owner, NOT_ANALYZED);

/** Extends the lease while `work` runs, and aborts it when the lease is lost. */
async function withHeartbeat(
  { tenancy, leaseMs, stopSignal }: FileContext,
  { guildId, fileId, owner }: { guildId: string; fileId: string; owner: string },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  const timer = setInterval(() => {
    tenancy
      .write(guildId, (db) => extendFileLease(db, fileId, { owner, leaseMs }))
      .then((isHeld) => isHeld || lost.abort())
      // The lease outlasts several failures; if it ends, the next extension says so.
      .catch(() => {});
  }, leaseMs / HEARTBEATS_PER_LEASE);
  try {
    await work(AbortSignal.any([lost.signal, stopSignal]));
  } finally {
    clearInterval(timer);
  }
}
