import { text } from 'node:stream/consumers';
import { parseObjectKey } from '../../../tenancy/files/object-key.ts';
import { createObjectStore } from '../../../tenancy/files/store/index.ts';
import type { RegionConfig, Tenancy } from '../../../tenancy/index.ts';
import type { Label } from '../../helpers/label.ts';
import { createContent, hashOf } from './content.ts';
import type { FilesChaosReport, PlannedDemo } from './types.ts';

type Findings = Pick<FilesChaosReport, 'lost' | 'halfKept' | 'doubled'>;

/**
 * Holds what senders were told against rows and buckets. No process runs any more, and everything is
 * older than what a sweep leaves alone.
 */
export async function auditFiles(
  tenancy: Tenancy,
  {
    accepted,
    labels,
    regions,
    signal,
  }: {
    accepted: readonly PlannedDemo[];
    labels: readonly Label[];
    regions: readonly Pick<RegionConfig, 'key' | 'files'>[];
    signal: AbortSignal;
  },
): Promise<Findings> {
  const findings: Findings = { lost: [], halfKept: [], doubled: [] };
  for (const demo of accepted) await auditDemo(tenancy, demo, findings);
  for (const { key } of regions) await sweep(tenancy, key, findings, signal);
  const named = new Map<string, string[]>(regions.map(({ key }) => [key, []]));
  for (const label of labels) await auditRows(tenancy, label, { named, findings });
  for (const region of regions) await auditBucket(region, named.get(region.key) ?? [], findings);
  return findings;
}

async function auditDemo(
  tenancy: Tenancy,
  { label: { guildId }, title, files }: PlannedDemo,
  { lost, doubled }: Findings,
): Promise<void> {
  const guildFiles = await tenancy.files(guildId);
  const { demos, rows } = await tenancy.read(guildId, async (db) => ({
    demos: await db.table('submissions').where('track_title', title).select('number'),
    rows: await db
      .table('files')
      .whereIn(
        'name',
        files.map(({ name }) => name),
      )
      .select(),
  }));
  if (demos.length !== 1) (demos.length ? doubled : lost).push(`${title}: ${demos.length} demos`);
  for (const file of files) {
    const found = rows.filter(({ name }) => name === file.name);
    if (found.length > 1) doubled.push(`${file.name}: ${found.length} rows`);
    const [row] = found;
    if (!row) {
      lost.push(`${file.name}: no row`);
      continue;
    }
    if (row.state !== 'ready' || row.problem !== null) {
      lost.push(`${file.name}: ${row.state} ${row.problem ?? ''}`);
      continue;
    }
    const expected = createContent(file);
    const stored = {
      id: row.id,
      store: String(row.store),
      sealedKey: String(row.sealed_key),
      sizeBytes: Number(row.size_bytes),
    };
    const content = await guildFiles
      .open(stored)
      .then((opened) => text(opened))
      .catch((error: Error) => error);
    if (content instanceof Error) lost.push(`${file.name}: ${content.message}`);
    else if (hashOf(Buffer.from(content)) !== hashOf(expected)) lost.push(`${file.name}: changed`);
    else if (row.sha256 !== hashOf(expected)) lost.push(`${file.name}: another hash is recorded`);
  }
}

async function sweep(
  tenancy: Tenancy,
  region: string,
  { halfKept }: Findings,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { outcome, missingFiles } = await tenancy.sweepFiles(region, {
      signal,
      onCompared: async ({ missing }) => missing.length,
      onSkipped: (guildId) => halfKept.push(`${region}: ${guildId} could not be swept`),
    });
    if (missingFiles > 0) halfKept.push(`${region}: ${missingFiles} files without an object`);
    if (outcome === 'done') return;
    if (outcome === 'waiting') {
      halfKept.push(`${region}: was not swept`);
      return;
    }
  }
}

/** Also collects what is named, as `guild/file`. */
async function auditRows(
  tenancy: Tenancy,
  { guildId }: Label,
  { named, findings }: { named: Map<string, string[]>; findings: Findings },
): Promise<void> {
  const { region } = await tenancy.getPlacement(guildId);
  const { files, uploads } = await tenancy.read(guildId, async (db) => ({
    files: await db.table('files').select('id', 'name', 'state', 'store'),
    uploads: await db.table('uploads').select('id', 'name', 'store'),
  }));
  for (const { name } of uploads) findings.halfKept.push(`${name}: still an upload`);
  for (const { id, name, state, store } of files) {
    if (state !== 'ready') findings.halfKept.push(`${name}: ${state}`);
    if (store !== region) findings.halfKept.push(`${name}: in ${store}, its label is in ${region}`);
    named.get(String(store))?.push(`${guildId}/${id}`);
  }
}

async function auditBucket(
  { key: region, files }: Pick<RegionConfig, 'key' | 'files'>,
  named: readonly string[],
  { halfKept, doubled }: Findings,
): Promise<void> {
  if (!files) throw new Error(`${region} keeps no files`);
  const store = createObjectStore(files);
  const objects: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.list('', after);
    objects.push(
      ...page.objects.map(({ key }) => {
        const parsed = parseObjectKey(key);
        return parsed ? `${parsed.guildId}/${parsed.id}` : key;
      }),
    );
    if (page.next === null) break;
    after = page.next;
  }
  for (const object of new Set(objects)) {
    if (!named.includes(object)) halfKept.push(`${region}: ${object} is nobody's`);
    if (objects.indexOf(object) !== objects.lastIndexOf(object))
      doubled.push(`${region}: ${object} has two objects`);
  }
  for (const id of named)
    if (!objects.includes(id)) halfKept.push(`${region}: ${id} has no object`);
  for (const { key } of await store.listUploads(''))
    halfKept.push(`${region}: ${key} is an unfinished upload`);
  await store.close();
}
