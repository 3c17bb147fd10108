import { type Command, InvalidArgumentError } from 'commander';
import { parseGuildId } from './plan.ts';
import { formatTable, print, REASON_OPTION } from './print.ts';
import { toOperatorActor, withAppServices } from './with-app-services.ts';

/** `vektra tenants` shows at most so many. */
const LIST_LIMIT = 200;

const formatMinute = (ms: number | null) =>
  ms === null ? '' : new Date(ms).toISOString().slice(0, 16);

const parseSecretRef = (value: string): string => {
  if (!/^tenants\/[0-9]{1,20}\/db\/[a-z0-9-]{1,64}$/.test(value))
    throw new InvalidArgumentError('must be the path of a database secret');
  return value;
};

/** `vektra tenants`, `vektra clusters`, `vektra secret …`, `vektra migration …`. */
export function registerDatabaseCommands(program: Command): void {
  program
    .command('tenants')
    .description('list servers and where their data lives')
    .option('--search <text>', 'part of the name, or the start of the ID', '')
    .action(async ({ search }, command: Command) => {
      const { tenants } = await withAppServices(({ operatorOperations }) =>
        operatorOperations.operator.listTenants(toOperatorActor(command), {
          search,
          before: null,
          limit: LIST_LIMIT,
        }),
      );
      const tableRows = tenants.map((row) => [
        row.guildId,
        row.name ?? '',
        row.kind === 'own' ? `own (${row.region})` : row.region,
        row.state,
        String(row.schemaVersion),
      ]);
      print(
        command,
        tenants,
        formatTable(['server', 'name', 'placement', 'state', 'schema'], tableRows),
      );
    });

  program
    .command('clusters')
    .description('list regions and outdated databases, as a new process sees them')
    .action(async (_options, command: Command) => {
      const [clusters, lagging] = await withAppServices(({ operatorOperations: { operator } }) => {
        const actor = toOperatorActor(command);
        return Promise.all([operator.listClusters(actor), operator.listOutdatedPlacements(actor)]);
      });
      print(command, { clusters, lagging }, [
        ...formatTable(
          ['region', 'up', 'ms', 'schema', 'servers'],
          clusters.map(({ key, healthy, latencyMs, schemaVersion, guilds }) => [
            key,
            healthy ? 'yes' : 'NO',
            String(latencyMs ?? ''),
            String(schemaVersion ?? '?'),
            String(guilds),
          ]),
        ),
        ...lagging.map(
          ({ place, version, newest, problem }) =>
            `! ${place} is on schema ${version} of ${newest}${problem ? ` (${problem})` : ''}`,
        ),
      ]);
    });

  const secret = program
    .command('secret')
    .description('manage secrets of databases and buckets; values are never shown');
  secret
    .command('list')
    .argument('[server]', 'server ID', parseGuildId)
    .action(async (server: string | undefined, _options, command: Command) => {
      const { items } = await withAppServices(({ operatorOperations }) =>
        operatorOperations.operator.listSecrets(toOperatorActor(command), {
          guildId: server ?? null,
          before: null,
        }),
      );
      const tableRows = items.map(({ ref, engine, version, state, createdAt, lastUsedAt }) => [
        ref,
        engine,
        String(version),
        state,
        formatMinute(createdAt),
        formatMinute(lastUsedAt),
      ]);
      const headers = ['path', 'engine', 'version', 'state', 'created', 'last used'];
      print(command, items, items.length === 0 ? ['No secrets.'] : formatTable(headers, tableRows));
    });
  for (const change of ['rotate', 'revoke'] as const)
    secret
      .command(change)
      .description(
        change === 'rotate'
          ? "ask the server's admins for new credentials"
          : 'destroy a secret; its database stays closed until an admin connects it again',
      )
      .argument('<path>', 'secret path, as listed', parseSecretRef)
      .requiredOption(...REASON_OPTION)
      .action(async (ref: string, { reason }, command: Command) => {
        await withAppServices(({ operatorOperations }) =>
          operatorOperations.operator.changeSecret(toOperatorActor(command), {
            ref,
            change,
            reason,
          }),
        );
        print(command, { ref, change }, [
          change === 'rotate' ? `✓ Requested new credentials: ${ref}` : `✓ Revoked: ${ref}`,
        ]);
      });

  program
    .command('migration')
    .description('manage schema migrations')
    .command('retry')
    .argument('<server>', 'ID of the server whose own database to migrate again', parseGuildId)
    .requiredOption(...REASON_OPTION)
    .action(async (place: string, { reason }, command: Command) => {
      await withAppServices(({ operatorOperations }) =>
        operatorOperations.operator.retryMigration(toOperatorActor(command), { place, reason }),
      );
      print(command, { place }, [`✓ ${place} is up to date`]);
    });
}
