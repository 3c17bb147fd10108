import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { startProduct } from '../../sandbox/demo/processes.ts';
import { browserLess } from '../../sandbox/demo/visitor.ts';
import { startServers } from '../../test/chaos/world.ts';
import { createLabel } from '../../test/helpers/label.ts';
import { testDatabases } from '../../test/helpers/storage.ts';
import { loopDelay } from '../lib/loop-delay.ts';
import { rounded } from '../lib/stats.ts';
import type { Context, Measure } from '../lib/types.ts';

const PEOPLE = 13;
const BODIES = 50;
const FORM = 'application/x-www-form-urlencoded';
const METRICS_TOKEN = 'a-token-for-the-bench';
/** What a slow sender takes for all of its form, ms. */
const DRIP_MS = 3_000;
const REST_MS = 2_000;

/** Each is as bad as its kind allows; `write` sends what `take` lets through. */
const HOSTILE: readonly { name: string; type?: string; body: () => AsyncGenerator<string> }[] = [
  { name: 'one name 500,000 times', body: () => inParts('a=1&'.repeat(16_384), 32) },
  {
    name: 'as many fields as the limit of bytes holds',
    body: () => inParts('b&'.repeat(32_000), 4),
  },
  { name: 'nested names', body: () => inParts(`a${'[b]'.repeat(20_000)}=1&`, 4) },
  { name: 'percent signs', body: () => inParts(`a=${'%41'.repeat(80_000)}`, 1) },
  {
    name: 'a file of 256 MB',
    type: 'multipart/form-data; boundary=x',
    body: () => inParts('x'.repeat(1_048_576), 256),
  },
  { name: 'one byte at a time', body: drip },
];

async function* inParts(part: string, times: number): AsyncGenerator<string> {
  for (let turn = 0; turn < times; turn++) yield part;
}

async function* drip(): AsyncGenerator<string> {
  for (let turn = 0; turn < 30; turn++) {
    yield 'a';
    await wait(DRIP_MS / 30);
  }
}

interface Sender {
  url: string;
  headers: Record<string, string>;
}

/** Sends one hostile form. @returns its status; null: the connection was closed first */
function send({ url, headers }: Sender, kind: (typeof HOSTILE)[number]): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': kind.type ?? FORM, 'transfer-encoding': 'chunked' },
    });
    const over = (status: number | null) => {
      sent.destroy();
      resolve(status);
    };
    sent.on('response', ({ statusCode }) => over(statusCode ?? null));
    pipeline(Readable.from(kind.body()), sent).catch(() => over(null));
  });
}

async function attack(context: Context) {
  const databases = await testDatabases(['eu-uk'], { own: true });
  const house = await startServers(databases, context.teardown);
  const label = await createLabel(house, { plan: 'pro' });
  const server = startProduct(
    'server',
    { ...house.variables, METRICS_TOKEN, NODE_OPTIONS: '--cpu-prof --cpu-prof-dir=/tmp/prof' },
    () => {},
  );
  context.teardown(() => server.stop());
  await server.ready;
  const senders: Sender[] = [];
  for (let person = 0; person < PEOPLE; person++) {
    const visitor = browserLess(house.url, house.discord.url);
    const { id } = await house.discord.control.createPerson({
      username: `hostile${person}`,
      globalName: 'Hostile',
    });
    await visitor.logIn(person === 0 ? label.owner : id);
    senders.push({
      url: `${house.url}/g/${label.guildId}/settings`,
      headers: { origin: house.url, cookie: visitor.cookie() },
    });
  }
  const measure = loopDelay(house.url, METRICS_TOKEN);
  const wave = () =>
    Promise.all(
      Array.from({ length: BODIES }, (_, turn) =>
        send(senders[turn % PEOPLE] as Sender, HOSTILE[turn % HOSTILE.length] as never),
      ),
    );
  // The first refusals compile what they need.
  await wave();
  await measure();
  // What the machine costs by itself.
  await wait(REST_MS);
  const rest = await measure();
  const answers: (number | null)[] = [];
  const worst = { p99: 0, max: 0 };
  for (let round = 0; round < (context.full ? 10 : 3); round++) {
    context.signal.throwIfAborted();
    answers.push(...(await wave()));
    const { p99, max } = await measure();
    worst.p99 = Math.max(worst.p99, p99);
    worst.max = Math.max(worst.max, max);
  }
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const key = String(answer ?? 'closed');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const told = [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
  return {
    'body.loop_delay_ms': {
      value: rounded(worst.p99, 1),
      note: `the worst of ${answers.length / BODIES} waves of ${BODIES} bodies, longest ${rounded(worst.max, 0)} ms; at rest p99 ${rounded(rest.p99, 1)} ms; ${told}`,
    },
  };
}

export const bodyLoopDelay: Measure = {
  bars: [{ id: 'body.loop_delay_ms', unit: 'ms', bar: 50, better: 'lower' }],
  run: attack,
};
