import { startLocalVault } from './index.ts';

// PORT (8200), DATA_FILE (none: memory only) and LAG_MS (0). The first line of output is JSON with
// what a process needs to log in; whoever starts this reads it and passes it on.
const vault = await startLocalVault({
  port: Number(process.env['PORT'] ?? 8200),
  lagMs: Number(process.env['LAG_MS'] ?? 0),
  ...(process.env['DATA_FILE'] ? { dataFile: process.env['DATA_FILE'] } : {}),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void vault.stop());
}
const { url, rootToken, appRoles } = vault;
process.stdout.write(`${JSON.stringify({ url, rootToken, appRoles })}\n`);
