import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import type { Viewer } from '../context.ts';
import { enter, enterAsOperator, enterAsViewer } from './enter.server.ts';
import { isAnswer, problemOf, refuse } from './fail.server.ts';
import { guarded, type Needs } from './guard.ts';

interface Scope {
  context: AppLoadContext;
  request: Request;
}

function build<R, S extends Scope>(
  needs: Needs,
  admit: (scope: Scope) => S,
  run: (scope: S) => Promise<R> | R,
) {
  return guarded(
    { kind: 'loader', needs, feature: null, intents: [] },
    async ({ context, request }: LoaderFunctionArgs): Promise<R> => {
      try {
        return await run(admit({ context, request }));
      } catch (error) {
        if (isAnswer(error)) throw error;
        throw refuse(problemOf(error, context));
      }
    },
  );
}

/** A loader of a page for everybody. */
export const publicLoader = <R>(run: (scope: Scope) => Promise<R> | R) =>
  build(
    'public',
    (scope) => {
      enter(scope.context);
      return scope;
    },
    run,
  );

/** A loader of a page for whoever is logged in; a stranger is sent to log in. */
export const viewerLoader = <R>(run: (scope: Scope & { viewer: Viewer }) => Promise<R> | R) =>
  build(
    'viewer',
    (scope) => ({ ...scope, viewer: enterAsViewer(scope.context, scope.request) }),
    run,
  );

/** A loader of a page for operators; for everybody else it does not exist. */
export const operatorLoader = <R>(run: (scope: Scope & { viewer: Viewer }) => Promise<R> | R) =>
  build(
    'operator',
    (scope) => ({ ...scope, viewer: enterAsOperator(scope.context, scope.request) }),
    run,
  );
