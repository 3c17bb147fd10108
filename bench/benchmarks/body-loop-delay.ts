import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { startProductProcess } from '../../sandbox/demo/product-process.ts';
import { startServices } from '../../test/chaos/fixture.ts';
import { testDatabases } from '../../test/helpers/databases.ts';
import { createLabel } from '../../test/helpers/label.ts';
import { createLoopDelayReader } from '../lib/loop-delay.ts';
import { roundTo } from '../lib/stats.ts';
import type { Benchmark, BenchmarkContext } from '../lib/types.ts';

const SENDER_COUNT = 13;
const BODIES_PER_WAVE = 50;
const FORM = 'application/x-www-form-urlencoded';
const METRICS_TOKEN = 'a-token-for-the-bench';
/** What a slow sender takes for all of its form, ms. */
const DRIP_DURATION_MS = 3_000;
const IDLE_MS = 2_000;

/** Each is as bad as its kind allows; `write` sends what `take` lets through. */
const HOSTILE: readonly { name: string; type?: string; body: () => AsyncGenerator<string> }[] = [
  { name: 'one name 500,000 times', body: () => repeatPart('a=1&'.repeat(16_384), 32) },
  {
    name: 'as many fields as the limit of bytes holds',
    body: () => repeatPart('b&'.repeat(32_000), 4),
  },
  { name: 'nested names', body: () => repeatPart(`a${'[b]'.repeat(20_000)}=1&`, 4) },
  { name: 'percent signs', body: () => repeatPart(`a=${'%41'.repeat(80_000)}`, 1) },
  {
    name: 'a file of 256 MB',
    type: 'multipart/form-data; boundary=x',
    body: () => repeatPart('x'.repeat(1_048_576), 256),
  },
  { name: 'one byte at a time', body: drip },
];

async function* repeatPart(part: string, times: number): AsyncGenerator<string> {
  for (let turn = 0; turn < times; turn++) yield part;
}

async function* drip(): AsyncGenerator<string> {
  for (let turn = 0; turn < 30; turn++) {
    yield 'a';
    await wait(DRIP_DURATION_MS / 30);
  }
}

interface Sender {
  url: string;
  headers: Record<string, string>;
}

/** Sends one hostile form. @returns its status; null: the connection was closed first */
function send(
  { url, headers }: Sender,
  hostileBody: (typeof HOSTILE)[number],
): Promise<number | null> {
  return new Promise((resolve) => {
    const outgoing = request(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': hostileBody.type ?? FORM,
        'transfer-encoding': 'chunked',
      },
    });
    const finish = (status: number | null) => {
      outgoing.destroy();
      resolve(status);
    };
    outgoing.on('response', ({ statusCode }) => finish(statusCode ?? null));
    pipeline(Readable.from(hostileBody.body()), outgoing).catch(() => finish(null));
  });
}

async function measureLoopDelay(context: BenchmarkContext) {
  const databases = await testDatabases(['eu-uk'], { own: true });
  const app = await startServices(databases, context.teardown);
  const label = await createLabel(app, { plan: 'pro' });
  const server = startProductProcess(
    'server',
    { ...app.variables, METRICS_TOKEN, NODE_OPTIONS: '--cpu-prof --cpu-prof-dir=/tmp/prof' },
    () => {},
  );
  context.teardown(() => server.stop());
  await server.whenReady;
  const senders: Sender[] = [];
  for (let person = 0; person < SENDER_COUNT; person++) {
    const visitor = createHttpVisitor(app.url, app.discord.url);
    const { id } = await app.discord.control.createPerson({
      username: `hostile${person}`,
      globalName: 'Hostile',
    });
    await visitor.logIn(person === 0 ? label.owner : id);
    senders.push({
      url: `${app.url}/g/${label.guildId}/settings`,
      headers: { origin: app.url, cookie: visitor.cookie() },
    });
  }
  const readLoopDelay = createLoopDelayReader(app.url, METRICS_TOKEN);
  const sendWave = () =>
    Promise.all(
      Array.from({ length: BODIES_PER_WAVE }, (_, turn) =>
        send(senders[turn % SENDER_COUNT] as Sender, HOSTILE[turn % HOSTILE.length] as never),
      ),
    );
  // The first refusals compile what they need.
  await sendWave();
  await readLoopDelay();
  // What the machine costs by itself.
  await wait(IDLE_MS);
  const idleDelay = await readLoopDelay();
  const statuses: (number | null)[] = [];
  const worst = { p99: 0, max: 0 };
  for (let round = 0; round < (context.isFull ? 10 : 3); round++) {
    context.signal.throwIfAborted();
    statuses.push(...(await sendWave()));
    const { p99, max } = await readLoopDelay();
    worst.p99 = Math.max(worst.p99, p99);
    worst.max = Math.max(worst.max, max);
  }
  const counts = new Map<string, number>();
  for (const answer of statuses) {
    const key = String(answer ?? 'closed');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const summary = [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
  return {
    'body.loop_delay_ms': {
      value: roundTo(worst.p99, 1),
      note: `the worst of ${statuses.length / BODIES_PER_WAVE} waves of ${BODIES_PER_WAVE} bodies, longest ${roundTo(worst.max, 0)} ms; at rest p99 ${roundTo(idleDelay.p99, 1)} ms; ${summary}`,
    },
  };
}

export const bodyLoopDelay: Benchmark = {
  targets: [{ id: 'body.loop_delay_ms', unit: 'ms', bar: 50, better: 'lower' }],
  run: measureLoopDelay,
};
