import { type AppLoadContext, data } from '@remix-run/node';
import { isVektraError } from '../../domain/errors/errors.ts';
import {
  fault,
  isRefusal,
  type Problem,
  presentProblem,
  presentRefusal,
  statusOf,
} from '../errors/problem.ts';
import { report } from '../errors/report.server.ts';

/** Redirects and answers that were thrown on purpose. */
export const isAnswer = (error: unknown): boolean =>
  error instanceof Response ||
  (typeof error === 'object' && error !== null && 'type' in error && 'init' in error);

/** An error as what the browser may know of it. Faults are logged here; refusals were, by the server. */
export function problemOf(error: unknown, context: AppLoadContext): Problem {
  if (isVektraError(error)) return presentProblem(error);
  if (isRefusal(error)) return presentRefusal(error);
  report(error, context);
  return fault(context.requestId);
}

/** The problem as an answer with its status. */
export const refuse = (problem: Problem) => data(problem, { status: statusOf(problem) });
