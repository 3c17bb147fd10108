import { startS3 } from './index.ts';

// PORT (9000), BUCKETS (vektra; separated by commas), ACCESS_KEY_ID (local), SECRET_ACCESS_KEY
// (local-secret) and DATA_DIR (none: a temporary folder). The first line of output is JSON.
const { env } = process;
const s3 = await startS3({
  port: Number(env['PORT'] ?? 9000),
  buckets: (env['BUCKETS'] ?? 'vektra').split(','),
  accessKeyId: env['ACCESS_KEY_ID'] ?? 'local',
  secretAccessKey: env['SECRET_ACCESS_KEY'] ?? 'local-secret',
  ...(env['DATA_DIR'] ? { dataDir: env['DATA_DIR'] } : {}),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void s3.close());
process.stdout.write(`${JSON.stringify({ url: s3.url })}\n`);
