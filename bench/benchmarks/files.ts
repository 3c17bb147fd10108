import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { createFilesFixture, MIB, uploadFile } from '../lib/files-fixture.ts';
import { measureRatio } from '../lib/ratio.ts';
import { roundTo } from '../lib/stats.ts';
import type { Benchmark, BenchmarkContext } from '../lib/types.ts';

/** Reads 1 MiB by the HTTP client that the S3 client uses, too. */
async function readRange(
  url: URL,
  range: { start: number; end: number },
  { agent, cookie, signal }: { agent: Agent; cookie: string; signal: AbortSignal },
): Promise<void> {
  const headers = { cookie, range: `bytes=${range.start}-${range.end}` };
  const request = get(url, { agent, headers, signal });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let byteLength = 0;
  for await (const bytes of response) byteLength += bytes.length;
  if (response.statusCode !== 206 || byteLength !== MIB)
    throw new Error(`${response.statusCode}, ${byteLength} bytes`);
}

const readMegabytes = (pid: number, field: 'VmRSS' | 'VmHWM'): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1_024;
};

async function measureFiles(context: BenchmarkContext) {
  const { signal } = context;
  const fixture = await createFilesFixture(context);
  const { app, label, server, store, staff } = fixture;
  const sizeBytes = context.isFull ? 1_024 * MIB : 256 * MIB;
  // What is loaded and compiled with the first upload is no cost of this one.
  await uploadFile(fixture, 41 * MIB, signal);
  const restMegabytes = readMegabytes(server.pid, 'VmRSS');
  // From now on the kernel keeps the peak.
  writeFileSync(`/proc/${server.pid}/clear_refs`, '5');
  const startedAt = performance.now();
  const path = await uploadFile(fixture, sizeBytes, signal);
  const seconds = (performance.now() - startedAt) / 1_000;
  const addedMegabytes = readMegabytes(server.pid, 'VmHWM') - restMegabytes;

  const fileId = path.split('/').at(-1);
  const { objects } = await store.list(`guilds/${label.guildId}/${fileId}/`);
  const key = objects[0]?.key ?? '';
  let turn = 0;
  const nextRange = () => {
    const start = ((turn++ * 37) % (sizeBytes / MIB - 1)) * MIB;
    return { start, end: start + MIB - 1 };
  };
  const cookie = staff.cookie();
  const agent = new Agent({ keepAlive: true });
  context.teardown(async () => agent.destroy());
  const ratio = await measureRatio(
    {
      subject: () => readRange(new URL(path, app.url), nextRange(), { agent, cookie, signal }),
      async baseline() {
        let byteLength = 0;
        for await (const bytes of await store.get(key, nextRange(), { signal }))
          byteLength += bytes.length;
        if (byteLength !== MIB) throw new Error(`${byteLength} bytes`);
      },
    },
    { rounds: context.isFull ? 5 : 2, signal },
  );
  return {
    'files.upload_rss_mb': {
      value: roundTo(addedMegabytes, 1),
      note: `${sizeBytes / MIB} MiB in ${roundTo(seconds, 1)} s; at rest ${roundTo(restMegabytes, 0)} MB`,
    },
    'files.stream_ratio': {
      value: roundTo(1 / ratio.value, 3),
      note: `ranges of 1 MiB, through the server / straight from S3: ${ratio.note}`,
    },
  };
}

export const files: Benchmark = {
  targets: [
    { id: 'files.upload_rss_mb', unit: 'MB', bar: 100, better: 'lower' },
    { id: 'files.stream_ratio', unit: '×', bar: 0.5, better: 'higher' },
  ],
  run: measureFiles,
};
