import { Counter, Histogram, type Registry } from 'prom-client';
import type { WorkerObserver } from '../../worker/index.ts';
import { createDiscordMetrics } from './discord-metrics.ts';

const NOTHING_SWEPT = { erasedObjects: 0, abortedUploads: 0, missingFiles: 0, skippedGuilds: 0 };

/**
 * What a worker does, as figures for Prometheus.
 * @param regionKeys of the regions whose buckets it sweeps
 */
export function createWorkerMetrics(
  registry: Registry,
  regionKeys: readonly string[],
): WorkerObserver {
  const registers = [registry];
  const deliveries = new Counter({
    name: 'vektra_deliveries_total',
    help: 'Delivery attempts, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const lag = new Histogram({
    name: 'vektra_delivery_lag_seconds',
    help: 'Time from when a delivery was due until Discord accepted it',
    buckets: [0.05, 0.2, 0.5, 1, 2, 5, 15, 60, 300],
    registers,
  });
  const removedRows = new Counter({
    name: 'vektra_retention_removed_total',
    help: 'Rows removed by retention rules',
    labelNames: ['rule'],
    registers,
  });
  const orphans = new Counter({
    name: 'vektra_files_orphans_erased_total',
    help: 'Objects and unfinished uploads that no file needed, erased from a bucket',
    labelNames: ['region', 'kind'],
    registers,
  });
  const missingFiles = new Counter({
    name: 'vektra_files_missing_total',
    help: 'Kept files that were found to be missing in their bucket',
    labelNames: ['region'],
    registers,
  });
  const skippedGuilds = new Counter({
    name: 'vektra_files_sweep_skipped_total',
    help: 'Servers that a sweep of a bucket left out, because they could not be read or were moved',
    labelNames: ['region'],
    registers,
  });
  const onFilesSwept: WorkerObserver['onFilesSwept'] = (region, counts) => {
    orphans.inc({ region, kind: 'object' }, counts.erasedObjects);
    orphans.inc({ region, kind: 'upload' }, counts.abortedUploads);
    missingFiles.inc({ region }, counts.missingFiles);
    skippedGuilds.inc({ region }, counts.skippedGuilds);
  };
  // From zero: Prometheus sees no increase in a series that begins with a count.
  for (const key of regionKeys) onFilesSwept(key, NOTHING_SWEPT);
  return {
    onDelivery(outcome, lagMs) {
      deliveries.inc({ outcome });
      if (outcome === 'delivered') lag.observe(Math.max(0, lagMs) / 1_000);
    },
    onDiscordResponse: createDiscordMetrics(registry),
    onRowsRemoved: (rule, rows) => removedRows.inc({ rule }, rows),
    onFilesSwept,
  };
}
