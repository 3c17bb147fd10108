import type { FileProblem } from '../../domain/index.ts';
import { FileStorageError } from '../../tenancy/index.ts';
import { EgressError } from '../egress/index.ts';
import { FileGoneError } from './download.ts';

/** The content is nothing that is kept. */
export class RefusedContentError extends Error {
  override readonly name = 'RefusedContentError';
  readonly code: FileProblem;

  constructor(code: FileProblem) {
    super(code);
    this.code = code;
  }
}

/** What follows from a failed attempt at a file. */
interface FileFailure {
  code: string;
  /** What people are told, if it is over. */
  problem: FileProblem;
  /** Another attempt would end in the same way. */
  isFinal: boolean;
  /** The file's own failure, and not an outage of ours. */
  isOwn: boolean;
}

export function classifyFileError(error: unknown): FileFailure {
  if (error instanceof RefusedContentError)
    return { code: error.code, problem: error.code, isFinal: true, isOwn: true };
  if (error instanceof FileGoneError)
    return { code: 'gone', problem: 'gone', isFinal: true, isOwn: true };
  if (error instanceof FileStorageError) {
    const code = error.reason ?? error.code;
    if (error.code === 'too_large')
      return { code, problem: 'too_large', isFinal: true, isOwn: true };
    const isOutage = error.code === 'unavailable' || error.code === 'refused';
    return { code, problem: 'undeliverable', isFinal: false, isOwn: !isOutage };
  }
  if (error instanceof EgressError)
    return { code: error.code, problem: 'undeliverable', isFinal: false, isOwn: true };
  const { code } = (error ?? {}) as { code?: unknown };
  const isOutage = typeof error === 'object' && error !== null && 'failure' in error;
  return {
    code: typeof code === 'string' ? code : 'fault',
    problem: 'undeliverable',
    isFinal: false,
    isOwn: !isOutage,
  };
}
