import { type AppLoadContext, data } from '@remix-run/node';
import { isVektraError } from '../../domain/errors/errors.ts';
import {
  createFault,
  getHttpStatus,
  isHttpError,
  type Problem,
  presentHttpError,
  presentProblem,
} from '../errors/problem.ts';
import { reportError } from '../errors/report-error.server.ts';

/** Redirects and answers that were thrown on purpose. */
export const isThrownResponse = (error: unknown): boolean =>
  error instanceof Response ||
  (typeof error === 'object' && error !== null && 'type' in error && 'init' in error);

/**
 * An error as what the browser may know of it. Faults are logged here; refusals were, by the
 * server.
 */
export function toProblem(error: unknown, context: AppLoadContext): Problem {
  if (isVektraError(error)) return presentProblem(error);
  if (isHttpError(error)) return presentHttpError(error);
  reportError(error, context);
  return createFault(context.requestId);
}

/** The problem as an answer with its status. */
export const createProblemResponse = (problem: Problem) =>
  data(problem, { status: getHttpStatus(problem) });
