import { type Command, InvalidArgumentError } from 'commander';
import { bindOperatorActs } from '../../domain/index.ts';
import { guildId } from './plan.ts';
import { print, REASON, table } from './print.ts';
import { operatorOf, withHouse } from './with-house.ts';

const day = (ms: number | null) => (ms === null ? '' : new Date(ms).toISOString().slice(0, 16));

const secretRef = (value: string): string => {
  if (!/^tenants\/[0-9]{1,20}\/db\/[a-z0-9-]{1,64}$/.test(value))
    throw new InvalidArgumentError('not a path of a database secret');
  return value;
};

/** `vektra tenants`, `vektra clusters`, `vektra secret …`, `vektra migration …`. */
export function placeCommands(program: Command): void {
  program
    .command('tenants')
    .description('servers, and where they live')
    .option('--search <text>', 'part of the name, or the beginning of the id', '')
    .action(async ({ search }, command: Command) => {
      const rows = await withHouse(({ tenancy }) =>
        tenancy.control.listTenants({ search, limit: 200 }),
      );
      const shown = rows.map((row) => [
        row.guildId,
        row.name ?? '',
        row.kind === 'own' ? `own (${row.region})` : row.region,
        row.state,
        String(row.schemaVersion),
      ]);
      print(command, rows, table(['server', 'name', 'place', 'state', 'schema'], shown));
    });

  program
    .command('clusters')
    .description('regions and own databases, as a new process sees them')
    .action(async (_options, command: Command) => {
      const [clusters, lagging] = await withHouse(({ deps }) => {
        const acts = bindOperatorActs(deps);
        return Promise.all([acts.clusters(), acts.lagging()]);
      });
      print(command, { clusters, lagging }, [
        ...table(
          ['region', 'answers', 'ms', 'schema', 'servers'],
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
            `! ${place} is at schema ${version} of ${newest}${problem ? ` (${problem})` : ''}`,
        ),
      ]);
    });

  const secret = program.command('secret').description('database secrets; never their value');
  secret
    .command('list')
    .argument('[server]', "the server's id", guildId)
    .action(async (server: string | undefined, _options, command: Command) => {
      const { items } = await withHouse(({ deps }) =>
        bindOperatorActs(deps).secrets({ guildId: server ?? null, before: null }),
      );
      const shown = items.map(({ ref, engine, version, state, createdAt, lastUsedAt }) => [
        ref,
        engine,
        String(version),
        state,
        day(createdAt),
        day(lastUsedAt),
      ]);
      const heads = ['path', 'engine', 'version', 'state', 'made', 'last used'];
      print(command, items, items.length === 0 ? ['No secrets.'] : table(heads, shown));
    });
  for (const change of ['rotate', 'revoke'] as const)
    secret
      .command(change)
      .description(
        change === 'rotate'
          ? "asks the server's admins for new credentials"
          : 'destroys it: the database cannot be opened until its admin connects it again',
      )
      .argument('<path>', 'as listed', secretRef)
      .requiredOption(...REASON)
      .action(async (ref: string, { reason }, command: Command) => {
        await withHouse(({ deps }) =>
          bindOperatorActs(deps).changeSecret(operatorOf(command), { ref, change, reason }),
        );
        print(command, { ref, change }, [`✓ ${change}: ${ref}`]);
      });

  program
    .command('migration')
    .description('schema versions')
    .command('retry')
    .argument('<server>', 'whose own database to migrate again', guildId)
    .requiredOption(...REASON)
    .action(async (place: string, { reason }, command: Command) => {
      await withHouse(({ deps }) =>
        bindOperatorActs(deps).retryMigration(operatorOf(command), { place, reason }),
      );
      print(command, { place }, [`✓ ${place} is up to date`]);
    });
}
