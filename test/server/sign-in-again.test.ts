import test, { type ExecutionContext } from 'ava';
import pg from 'pg';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { readEnv } from '../../server/env.ts';
import { runServer } from '../../server/processes/server.ts';
import { startApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';

/** An operator who is signed in, and a move that can be reopened. */
async function createOperatorFixture(t: ExecutionContext) {
  const app = await startApp(t, { processes: [], regions: ['eu-uk', 'us-east'] });
  const { variables, log, discord, tenancy } = app;
  const label = await createLabel(app, { plan: 'pro' });
  await tenancy.provision(label.guildId, 'eu-uk');
  const port = String(await findEphemeralPort());
  const url = `http://127.0.0.1:${port}`;
  await discord.control.editApplication({
    applicationId: LOCAL_APP.id,
    redirectUris: [`${url}/auth/callback`],
  });
  const server = await runServer(
    readEnv({ ...variables, PORT: port, PUBLIC_URL: url, OPERATORS: label.owner }),
    log,
    new AbortController().signal,
  );
  t.teardown(() => server?.stop());
  const { id: moveId } = await tenancy.storage.moveToRegion(label.guildId, {
    region: 'us-east',
    requestedBy: label.owner,
    reason: 'test',
  });
  await tenancy.moves.abort(moveId);
  const client = new pg.Client({ connectionString: variables.CONTROL_DATABASE_URL });
  await client.connect();
  t.teardown(() => client.end());
  const visitor = createHttpVisitor(url, discord.url);
  await visitor.logIn(label.owner);
  return {
    ...app,
    label,
    url,
    visitor,
    client,
    getMoveState: async () => (await tenancy.moves.get(moveId))?.state,
    fields: { intent: 'change', moveId, change: 'reopen' },
  };
}

/** Longer than an address may be, when it is encoded. */
const REASON = `${'夜'.repeat(290)} 2041`;

test.serial('a recent sign-in is enough for a destructive action', async (t) => {
  const { visitor, fields, getMoveState } = await createOperatorFixture(t);
  await visitor.post('/operator/moves', { ...fields, reason: REASON });
  t.is(await getMoveState(), 'aborted');
});

test.serial('an older sign-in is not enough: after a new one the form is as it was', async (t) => {
  const { visitor, fields, getMoveState, client, discord, label } = await createOperatorFixture(t);
  const old = visitor.cookie();
  await client.query('UPDATE sessions SET created_at = created_at - 601000');
  const sent = await visitor.post('/operator/moves', { ...fields, reason: REASON });
  t.true(sent.url.startsWith(discord.url), sent.url);
  t.is(await getMoveState(), 'aborting');

  const back = await visitor.consent(sent.url, label.owner);
  t.regex(back.url, /\/operator\/moves\?draft=/);
  t.true(back.text.includes(REASON));
  t.regex(back.text, /<details open/);
  t.not(visitor.cookie(), old);
  t.is((await client.query('SELECT FROM sessions')).rowCount, 1);
  await visitor.post('/operator/moves', { ...fields, reason: REASON });
  t.is(await getMoveState(), 'aborted');
});

test.serial('nobody else gets what was typed, and pausing needs no new sign-in', async (t) => {
  const { visitor, fields, client, tenancy, label, getMoveState } = await createOperatorFixture(t);
  const draft = { fields: { reason: 'x' }, userId: label.owner, now: Date.now() };
  const id = await tenancy.control.saveFormDraft(draft);
  const read = (userId: string, now = Date.now()) =>
    tenancy.control.readFormDraft({ id, userId, now });
  t.deepEqual(await read(label.owner), draft.fields);
  t.is(await read(label.staff), null);
  t.is(await read(label.owner, draft.now + 900_001), null);

  await client.query('UPDATE sessions SET created_at = 0');
  const page = await visitor.post('/operator/moves', {
    ...fields,
    change: 'pause',
    reason: 'test',
  });
  t.is(page.status, 409);
  t.is(await getMoveState(), 'aborting');
});
