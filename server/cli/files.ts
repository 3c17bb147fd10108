import type { Command } from 'commander';
import { formatTable, print } from './print.ts';
import { withAppServices } from './with-app-services.ts';

/** `vektra files sweep --dry-run`: what the next sweep of the buckets would erase. */
export function registerFileCommands(program: Command): void {
  program
    .command('files')
    .description("inspect artists' files in the regions' buckets")
    .command('sweep')
    .description('compare buckets with the databases, as workers do once a day')
    .requiredOption('--dry-run', 'erase nothing; only workers do')
    .argument('[regions...]', 'region keys (none: all)')
    .action(async (keys: string[], _options, command: Command) => {
      const results = await withAppServices(async ({ tenancy }) => {
        const regions = keys.length > 0 ? keys : tenancy.regions.map(({ key }) => key);
        const { signal } = new AbortController();
        const found = [];
        for (const region of regions)
          found.push({ region, ...(await tenancy.inspectFiles(region, signal)) });
        return found;
      });
      print(
        command,
        results,
        formatTable(
          ['region', 'objects to erase', 'uploads to abort', 'missing files', 'servers left out'],
          results.map((result) => [
            result.region,
            String(result.erasedObjects),
            String(result.abortedUploads),
            String(result.missingFiles),
            String(result.skippedGuilds),
          ]),
        ),
      );
    });
}
