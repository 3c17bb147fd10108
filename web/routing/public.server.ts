import type { LoaderFunctionArgs } from '@remix-run/node';
import { answering } from '../errors/answer.server.ts';
import { guarded } from './guard.ts';
import { requireViewer } from './permit.server.ts';

/** A page for everybody. */
export const publicLoader = <T>(run: (args: LoaderFunctionArgs) => Promise<T>) =>
  guarded({ needs: 'public' }, (args: LoaderFunctionArgs) => answering(() => run(args)));

/** A page for whoever is logged in. */
export const viewerLoader = <T>(
  run: (
    args: LoaderFunctionArgs & { viewer: ReturnType<typeof requireViewer> },
  ) => Promise<T>,
) =>
  guarded({ needs: 'viewer' }, (args: LoaderFunctionArgs) =>
    answering(async () => run({ ...args, viewer: requireViewer(args.context, args.request) })),
  );
