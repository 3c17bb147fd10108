import test, { type ExecutionContext } from 'ava';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { readEnv } from '../../server/env.ts';
import { runServer } from '../../server/processes/server.ts';
import { startApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';

/** An operator who is signed in, and a server in a region. */
async function createOperatorFixture(t: ExecutionContext) {
  const app = await startApp(t, { processes: [], regions: ['eu-uk', 'us-east'] });
  const { variables, log, discord, tenancy } = app;
  const label = await createLabel(app, { plan: 'pro', name: 'Nightfall <Records>' });
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
  const visitor = createHttpVisitor(url, discord.url);
  await visitor.logIn(label.owner);
  return { ...app, label, visitor };
}

/** The list alone, as it is read: tags and React's comments left out. */
const parseEntries = (html: string): string[] =>
  [...html.matchAll(/<dl\b[^>]*>(.*?)<\/dl>/gs)].map(([, row = '']) =>
    row.replaceAll(/<!--.*?-->/g, '').replaceAll(/<[^>]*>/g, ' '),
  );

test.serial(
  'a change that an operator makes is on the audit page, with reason and outcome',
  async (t) => {
    const { label, visitor, tenancy } = await createOperatorFixture(t);
    const { guildId, owner } = label;
    const started = await visitor.post('/operator/moves', {
      intent: 'start',
      guildId,
      region: 'us-east',
      reason: 'They asked for it in ticket 2041.',
    });
    t.is(started.status, 200);
    const [entry, ...others] = parseEntries((await visitor.get('/operator/audit')).text);
    t.is(others.length, 1, 'the grant of createLabel');
    for (const part of ['Move started', 'to us-east', guildId, owner, 'done', 'ticket 2041'])
      t.true(entry?.includes(part), `${part} in ${entry}`);
    t.true(entry?.includes('Nightfall &lt;Records&gt;'), entry);

    // Cut off between the intent and the outcome; and one that failed.
    const change = { operator: 'cli:ops', act: 'dead_letters.retry', guildId, details: {} };
    const now = Date.now();
    await tenancy.control.startOperatorAudit({ ...change, reason: 'cut off', now }, false);
    const failed = await tenancy.control.startOperatorAudit(
      { ...change, reason: 'the disk was full', now: now + 1 },
      false,
    );
    await tenancy.control.finishOperatorAudit({ id: failed, code: 'TARGET_FULL', now: now + 2 });
    const rows = parseEntries((await visitor.get('/operator/audit?operator=cli:ops')).text);
    t.is(rows.length, 2);
    t.regex(rows[0] ?? '', /failed\s+TARGET_FULL[\s\S]*the disk was full/);
    t.regex(rows[1] ?? '', /started[\s\S]*cut off/);
  },
);

test.serial(
  'the audit page filters by server and operator, and pages keep the filter',
  async (t) => {
    const { label, visitor, tenancy } = await createOperatorFixture(t);
    const { guildId } = label;
    const at = Date.now();
    for (let index = 0; index < 72; index++)
      await tenancy.control.grantPlan({
        guildId,
        plan: 'pro',
        operator: `cli:${index % 6 === 0 ? 'other' : 'ops'}`,
        reason: `reason ${index}.`,
        endsAt: null,
        now: at,
      });
    const parseReasons = (rows: string[]) =>
      rows.map((row) => /reason (\d+)\./.exec(row)?.[1]).filter((found) => found !== undefined);
    const readEveryPage = async (path: string) => {
      const found: string[] = [];
      for (let address: string | null = path; address; ) {
        const { text, status }: { text: string; status: number } = await visitor.get(address);
        t.is(status, 200);
        found.push(...parseReasons(parseEntries(text)));
        const next: string | undefined = /href="\/operator\/audit(\?[^"]*before=[^"]*)"/.exec(
          text,
        )?.[1];
        address = next ? `/operator/audit${next.replaceAll('&amp;', '&')}` : null;
      }
      return found;
    };
    const all = await readEveryPage('/operator/audit');
    t.is(new Set(all).size, 72);
    t.is(all.length, 72);
    t.is((await readEveryPage(`/operator/audit?guild=${guildId}&operator=cli:ops`)).length, 60);
    t.is((await readEveryPage('/operator/audit?guild=&operator=%20cli:other%20')).length, 12);
    const none = await visitor.get('/operator/audit?guild=900000000000000009');
    t.regex(none.text, /No matching changes/);
    for (const wrong of ['guild=abc', 'operator=a%20b', 'before=abc'])
      t.is((await visitor.get(`/operator/audit?${wrong}`)).status, 400, wrong);
  },
);
