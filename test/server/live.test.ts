import { once } from 'node:events';
import { connect } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import pg from 'pg';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { readEnv } from '../../server/env.ts';
import { runServer } from '../../server/processes/server.ts';
import { startApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';

async function createOwnerFixture(t: ExecutionContext, plan: string | null) {
  const app = await startApp(t, { processes: ['server'] });
  const label = await createLabel(app, { plan });
  await app.tenancy.provision(label.guildId);
  const visitor = createHttpVisitor(app.url, app.discord.url);
  await visitor.logIn(label.owner);
  const openStream = (url = app.url) =>
    fetch(`${url}/g/${label.guildId}/live`, { headers: { cookie: visitor.cookie() } });
  return { ...app, label, visitor, openStream };
}

test.serial('signing out ends the session’s streams, in every process', async (t) => {
  const { url, variables, log, visitor, openStream } = await createOwnerFixture(t, 'pro');
  const port = String(await findEphemeralPort());
  const second = await runServer(
    readEnv({ ...variables, PORT: port }),
    log,
    new AbortController().signal,
  );
  t.teardown(() => second?.stop());
  const streams = [await openStream(), await openStream(`http://127.0.0.1:${port}`)];
  t.deepEqual(
    streams.map(({ status }) => status),
    [200, 200],
  );
  const ended = streams.map((stream) => stream.text());
  await fetch(`${url}/auth/logout`, {
    method: 'POST',
    headers: { origin: url, cookie: visitor.cookie() },
    redirect: 'manual',
  });
  for (const said of await Promise.all(ended)) t.regex(said, /^retry: 3000/);
  t.is((await openStream()).status, 404);
});

test.serial('an expired session ends its streams at the next check', async (t) => {
  const { variables, log, openStream } = await createOwnerFixture(t, 'pro');
  const port = String(await findEphemeralPort());
  const server = await runServer(
    readEnv({ ...variables, PORT: port }),
    log,
    new AbortController().signal,
    { recheckIntervalMs: 100 },
  );
  t.teardown(() => server?.stop());
  const stream = await openStream(`http://127.0.0.1:${port}`);
  t.is(stream.status, 200);
  const client = new pg.Client({ connectionString: variables.CONTROL_DATABASE_URL });
  await client.connect();
  t.teardown(() => client.end());
  // As when the connection that listens for it was broken at that moment.
  await client.query('DELETE FROM sessions');
  t.regex(await stream.text(), /^retry: 3000/);
});

test.serial('a stream requires the plan of the pages that use it', async (t) => {
  const { openStream } = await createOwnerFixture(t, null);
  const refused = await openStream();
  t.is(refused.status, 402);
  t.regex(await refused.text(), /plan_required/);
});

test.serial(
  'a browser that does not read loses its stream, not the server its memory',
  async (t) => {
    const { url, env, variables, visitor, label } = await createOwnerFixture(t, 'pro');
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    t.teardown(() => socket.destroy());
    socket.on('error', () => {});
    socket.write(
      `GET /g/${label.guildId}/live HTTP/1.1\r\nhost: x\r\ncookie: ${visitor.cookie()}\r\n\r\n`,
    );
    const [head] = (await once(socket, 'data')) as [Buffer];
    t.regex(head.toString(), /^HTTP\/1\.1 200/);
    socket.pause();
    const openStreams = async () => {
      const headers = { authorization: `Bearer ${env.METRICS_TOKEN}` };
      const metrics = await (await fetch(`${url}/metrics`, { headers })).text();
      return Number(/^vektra_live_streams (\d+)/m.exec(metrics)?.[1]);
    };
    t.is(await openStreams(), 1);
    const client = new pg.Client({ connectionString: variables.CONTROL_DATABASE_URL });
    await client.connect();
    t.teardown(() => client.end());
    // 64 MB in all: far more than the sockets of both sides hold.
    let rounds = 0;
    while (rounds++ < 64 && (await openStreams()) > 0)
      await client.query(
        `SELECT pg_notify('vektra_live', json_build_object('guildId', $1::text, 'number', n, 'kind', repeat('x', 7000))::text)
         FROM generate_series(1, 150) n`,
        [label.guildId],
      );
    t.is(await openStreams(), 0);
  },
);
