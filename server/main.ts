import './compile-cache.ts';
import { EnvError, readCommandsEnv, readEnv, readMigrationEnv } from './env.ts';
import { logLibraryLines } from './library-lines.ts';
import { createLog } from './log.ts';

/** Loaded when asked for: each process would otherwise pay for the libraries of all three. */
const PROCESSES = {
  server: async () => (await import('./processes/server.ts')).runServer,
  bot: async () => (await import('./processes/bot.ts')).runBot,
  worker: async () => (await import('./processes/worker.ts')).runWorker,
};
type ProcessName = keyof typeof PROCESSES;
const isProcess = (what: string): what is ProcessName => Object.hasOwn(PROCESSES, what);

/** A stop that takes longer is cut short; whatever was accepted is in a database by then. */
const STOP_MS = 15_000;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(what: string): Promise<number> {
  if (what === 'migrate') {
    const env = readMigrationEnv(process.env);
    const { runMigrations } = await import('./processes/migrate.ts');
    return (await runMigrations(env, say)) ? 0 : 1;
  }
  if (what === 'commands:deploy') {
    const env = readCommandsEnv(process.env);
    const { deployCommands } = await import('../bot/index.ts');
    const count = await deployCommands({
      token: env.DISCORD_TOKEN,
      api: `${env.DISCORD_URL}/api`,
      applicationId: env.DISCORD_CLIENT_ID,
    });
    say(`✓ ${count} commands registered`);
    return 0;
  }
  if (isProcess(what)) return runProcess(what);
  say('Say what to run: server, bot, worker, migrate or commands:deploy.');
  return 2;
}

async function runProcess(what: ProcessName): Promise<number> {
  const env = readEnv(process.env, what);
  const log = createLog(env.LOG_LEVEL, what);
  const stopped = new AbortController();
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        // Counts from here, also when it has not finished starting.
        setTimeout(() => {
          log.warn({ code: 'stop_timeout' }, 'process.stop_forced');
          process.exit(1);
        }, STOP_MS).unref();
        stopped.abort();
        resolve();
      });
  });
  if (env.NODE_ENV === 'production') logLibraryLines(log);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'process.unhandled'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'process.uncaught');
    process.exit(1);
  });

  const { checkUntilAll } = await import('./check-settings.ts');
  const check = await checkUntilAll(env, what, log, stopped.signal);
  const run = await PROCESSES[what]();
  const running = await run(env, log, stopped.signal);
  const end = await Promise.race([asked, check.turnedOutWrong]);
  if (end) {
    say(end);
    stopped.abort();
  }
  await running?.stop();
  log.info({}, 'process.stopped');
  return end ? 1 : 0;
}

/** What cannot be had at the start, by the setting that asks for it. */
const START_PROBLEMS: Record<string, string> = {
  EADDRINUSE: 'PORT is taken by another process',
  EACCES: 'PORT may not be used by this user',
  EADDRNOTAVAIL: 'HOST is no address of this machine',
  TokenInvalid: 'DISCORD_TOKEN is refused by Discord',
};

function startProblem(error: unknown): string {
  if (error instanceof EnvError) return error.message;
  const { code, name } = error as { code?: unknown; name?: unknown };
  return `Could not start: ${START_PROBLEMS[String(code)] ?? `${name} ${code ?? ''}`.trim()}`;
}

let exitCode = 1;
try {
  exitCode = await main(process.argv[2] ?? '');
} catch (error) {
  say(startProblem(error));
}
// Everything of ours is closed, or was never opened; whatever is left must not keep the process.
process.exit(exitCode);
