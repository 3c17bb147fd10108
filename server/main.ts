import './compile-cache.ts';
import { EnvError, readCommandsEnv, readEnv, readMigrationEnv } from './env.ts';
import { captureLibraryLogs } from './library-logs.ts';
import { createLogger } from './log.ts';

/** Imported on demand: each process would otherwise load the libraries of all three. */
const PROCESSES = {
  server: async () => (await import('./processes/server.ts')).runServer,
  bot: async () => (await import('./processes/bot.ts')).runBot,
  worker: async () => (await import('./processes/worker.ts')).runWorker,
};
type ProcessName = keyof typeof PROCESSES;
const isProcessName = (command: string): command is ProcessName =>
  Object.hasOwn(PROCESSES, command);

/** A slower shutdown is cut short: everything that was accepted is in a database by then. */
const STOP_TIMEOUT_MS = 15_000;

const printLine = (line: string) => process.stderr.write(`${line}\n`);

async function main(command: string): Promise<number> {
  if (command === 'migrate') {
    const env = readMigrationEnv(process.env);
    const { runMigrations } = await import('./processes/migrate.ts');
    return (await runMigrations(env, printLine)) ? 0 : 1;
  }
  if (command === 'commands:deploy') {
    const env = readCommandsEnv(process.env);
    const { deployCommands } = await import('../bot/index.ts');
    const count = await deployCommands({
      token: env.DISCORD_TOKEN,
      api: `${env.DISCORD_URL}/api`,
      applicationId: env.DISCORD_CLIENT_ID,
    });
    printLine(`✓ ${count} commands registered`);
    return 0;
  }
  if (isProcessName(command)) return runProcess(command);
  printLine('Usage: node server/main.ts <server | bot | worker | migrate | commands:deploy>');
  return 2;
}

async function runProcess(processName: ProcessName): Promise<number> {
  const env = readEnv(process.env, processName);
  const log = createLogger(env.LOG_LEVEL, processName);
  const stopController = new AbortController();
  const stopRequested = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        // The timeout also covers a process that is still starting.
        setTimeout(() => {
          log.warn({ code: 'stop_timeout' }, 'process.stop_forced');
          process.exit(1);
        }, STOP_TIMEOUT_MS).unref();
        stopController.abort();
        resolve();
      });
  });
  if (env.NODE_ENV === 'production') captureLibraryLogs(log);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'process.unhandled'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'process.uncaught');
    process.exit(1);
  });

  const { checkSettings } = await import('./check-settings.ts');
  const check = await checkSettings(env, processName, log, stopController.signal);
  const run = await PROCESSES[processName]();
  const running = await run(env, log, stopController.signal);
  const problem = await Promise.race([stopRequested, check.lateProblem]);
  if (problem) {
    printLine(problem);
    stopController.abort();
  }
  await running?.stop();
  log.info({}, 'process.stopped');
  return problem ? 1 : 0;
}

/** Why a process could not start, by error code. */
const START_ERROR_MESSAGES: Record<string, string> = {
  EADDRINUSE: 'PORT is already in use',
  EACCES: "this user isn't allowed to use PORT",
  EADDRNOTAVAIL: "HOST isn't an address of this machine",
  TokenInvalid: 'DISCORD_TOKEN was rejected by Discord',
};

function formatStartError(error: unknown): string {
  if (error instanceof EnvError) return error.message;
  const { code, name } = error as { code?: unknown; name?: unknown };
  return `Could not start: ${START_ERROR_MESSAGES[String(code)] ?? `${name} ${code ?? ''}`.trim()}`;
}

let exitCode = 1;
try {
  exitCode = await main(process.argv[2] ?? '');
} catch (error) {
  printLine(formatStartError(error));
}
// Our resources are closed or were never opened; library handles must not keep the process alive.
process.exit(exitCode);
