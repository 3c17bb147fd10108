import './compile-cache.ts';
import { EnvError, readEnv } from './env.ts';
import { createLog } from './log.ts';

/** Loaded when asked for: each process would otherwise pay for the libraries of all three. */
const PROCESSES = {
  server: async () => (await import('./processes/server.ts')).runServer,
  bot: async () => (await import('./processes/bot.ts')).runBot,
  worker: async () => (await import('./processes/worker.ts')).runWorker,
};
/** A stop that takes longer is cut short; whatever was accepted is in a database by then. */
const STOP_MS = 15_000;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(what: string): Promise<number> {
  const env = readEnv(process.env);
  if (what === 'migrate') {
    const { runMigrations } = await import('./processes/migrate.ts');
    return (await runMigrations(env, say)) ? 0 : 1;
  }
  if (what === 'commands:deploy') {
    const { deployCommands } = await import('../bot/index.ts');
    const count = await deployCommands({
      token: env.DISCORD_TOKEN,
      api: `${env.DISCORD_URL}/api`,
      applicationId: env.DISCORD_CLIENT_ID,
    });
    say(`✓ ${count} commands registered`);
    return 0;
  }
  const load = PROCESSES[what as keyof typeof PROCESSES];
  if (!load) {
    say('Say what to run: server, bot, worker, migrate or commands:deploy.');
    return 2;
  }

  const log = createLog(env.LOG_LEVEL, what);
  const stopped = new AbortController();
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        stopped.abort();
        resolve();
      });
  });
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'process.unhandled'));
  const run = await load();
  const running = await run(env, log, stopped.signal);
  await asked;
  setTimeout(() => {
    log.warn({ code: 'stop_timeout' }, 'process.stop_forced');
    process.exit(1);
  }, STOP_MS).unref();
  await running?.stop();
  log.info({}, 'process.stopped');
  // Everything of ours is closed; a library's forgotten timer must not keep the process.
  process.exit(0);
}

try {
  process.exitCode = await main(process.argv[2] ?? '');
} catch (error) {
  say(
    error instanceof EnvError
      ? error.message
      : `Could not start: ${(error as { code?: string }).code ?? ''} ${(error as Error).message}`,
  );
  process.exitCode = 1;
}
