import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import type { Viewer } from '../context.ts';
import { getTranslator, type Translator } from '../strings/translator.ts';
import { requireOperator, requireViewer, throwHttpError } from './access.server.ts';
import { attachGuard, type RequiredAccess } from './guard.ts';
import { createProblemResponse, isThrownResponse, toProblem } from './problem-response.server.ts';

interface Scope {
  context: AppLoadContext;
  request: Request;
  /** For texts that a presenter writes. */
  translator: Translator;
}

function createLoader<R, S extends Scope>(
  access: RequiredAccess,
  authorize: (scope: Scope) => S,
  run: (scope: S) => Promise<R> | R,
) {
  return attachGuard(
    { kind: 'loader', access, feature: null, intents: [] },
    async ({ context, request }: LoaderFunctionArgs): Promise<R> => {
      try {
        return await run(
          authorize({ context, request, translator: getTranslator(context.locale) }),
        );
      } catch (error) {
        if (isThrownResponse(error)) throw error;
        throw createProblemResponse(toProblem(error, context));
      }
    },
  );
}

/** The loader of the document around every page: also around what the server rejected. */
export const documentLoader = <R>(run: (scope: Scope) => Promise<R> | R) =>
  createLoader('public', (scope) => scope, run);

/** A loader of a public page. */
export const publicLoader = <R>(run: (scope: Scope) => Promise<R> | R) =>
  createLoader(
    'public',
    (scope) => {
      throwHttpError(scope.context);
      return scope;
    },
    run,
  );

/** A loader of a page that requires sign-in; redirects to it otherwise. */
export const viewerLoader = <R>(run: (scope: Scope & { viewer: Viewer }) => Promise<R> | R) =>
  createLoader(
    'viewer',
    (scope) => ({ ...scope, viewer: requireViewer(scope.context, scope.request) }),
    run,
  );

/** A loader of an operator page; `not_found` for everybody else. */
export const operatorLoader = <R>(run: (scope: Scope & { viewer: Viewer }) => Promise<R> | R) =>
  createLoader(
    'operator',
    (scope) => ({ ...scope, viewer: requireOperator(scope.context, scope.request) }),
    run,
  );
