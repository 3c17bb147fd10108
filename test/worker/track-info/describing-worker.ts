import type { ExecutionContext } from 'ava';
import {
  BACKGROUND_STATEMENT_TIMEOUT_MS,
  createAppServices,
} from '../../../server/app-services.ts';
import { toWorkerConfig } from '../../../server/processes/worker.ts';
import { startWorker } from '../../../worker/index.ts';
import type { StartedTestApp } from '../../helpers/app.ts';
import { type Answer, startPlatforms } from './platforms.ts';

/** A worker whose platforms are a server of the test. @returns what was asked for */
export async function startDescribingWorker(
  t: Pick<ExecutionContext, 'teardown'>,
  app: StartedTestApp,
  answers: Record<string, Answer>,
): Promise<() => string[]> {
  const { egress, called } = await startPlatforms(t, answers);
  const { tenancy, deps, systemOperations, close } = createAppServices(
    app.env,
    app.log,
    BACKGROUND_STATEMENT_TIMEOUT_MS,
  );
  const worker = await startWorker(
    toWorkerConfig(app.env),
    { tenancy, deps, operations: systemOperations, log: app.log, egress },
    new AbortController().signal,
  );
  t.teardown(async () => {
    await worker.stop();
    await close();
  });
  return called;
}
