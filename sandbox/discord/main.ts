import { startLocalDiscord } from './index.ts';

const { env } = process;

const discord = await startLocalDiscord({
  port: Number(env['PORT'] ?? 4400),
  ...(env['HOST'] ? { host: env['HOST'] } : {}),
  ...(env['DATA_FILE'] ? { dataFile: env['DATA_FILE'] } : {}),
  ...(env['PUBLIC_URL'] ? { publicUrl: env['PUBLIC_URL'] } : {}),
  ...(env['CLIENT_FOLDER'] ? { clientFolder: env['CLIENT_FOLDER'] } : {}),
  rateLimits: env['RATE_LIMITS'] !== 'off',
});
console.log(`Local Discord on ${discord.url}`);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    discord.stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
