import { existsSync } from 'node:fs';
import path from 'node:path';
import { formatMegabytes, MEGABYTE, requireFreeSpace } from '../machine/resources.ts';
import { printWarning } from './terminal.ts';

/** A new data folder is 210 MB: five Postgres clusters of 40 MB each. */
const NEW_DATA_BYTES = 400 * MEGABYTE;
/** What is there has to grow. */
const EXISTING_DATA_BYTES = 100 * MEGABYTE;
/** Measured: 1,420 MB at the first start, while it builds; 980 MB afterwards. */
const MEMORY_BYTES = 1_500 * MEGABYTE;

/**
 * Asked before anything is made or built.
 * @throws Error when the disk has too little space; little memory is a warning, as it may suffice
 */
export function checkRequirements(folder: string): void {
  const isNew = !existsSync(path.join(folder, 'postgres-password'));
  requireFreeSpace(folder, isNew ? NEW_DATA_BYTES : EXISTING_DATA_BYTES, 'the demo’s data');
  const available = process.availableMemory();
  if (available < MEMORY_BYTES)
    printWarning(
      `${formatMegabytes(available)} of memory are free; the demo needs about ${formatMegabytes(MEMORY_BYTES)}.`,
    );
}
