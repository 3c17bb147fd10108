import test from 'ava';
import { GUARD, type Guard } from '../../web/routing/guard.ts';
import { LABEL, NO_LABEL, OTHER_LABEL, type Role } from './fixtures/people.ts';
import { createWorld, type Options } from './fixtures/world.ts';
import { loadBuild } from './preview.ts';

type Handler = ((args: object) => Promise<unknown>) & { [GUARD]?: Guard };

const build = await loadBuild();
const handlers = Object.values(build.routes).flatMap((route) =>
  (['loader', 'action'] as const).flatMap((kind) => {
    const run = route?.module[kind] as Handler | undefined;
    return run && route ? [{ name: `${route.id} ${kind}`, kind, run, guard: run[GUARD] }] : [];
  }),
);
const inGuilds = handlers.filter(
  ({ guard }) => guard && !['public', 'viewer', 'operator'].includes(guard.needs),
);

interface Answer {
  status: number;
  location: string | null;
  body: unknown;
}

/** How a loader or action ended, whether it returned or threw. */
async function answer(run: () => Promise<unknown>): Promise<Answer> {
  const ended = await run().catch((thrown: unknown) => thrown);
  if (ended instanceof Error) throw ended;
  if (ended instanceof Response)
    return { status: ended.status, location: ended.headers.get('location'), body: null };
  const { init, data } = ended as { init?: { status?: number } | null; data?: unknown };
  const isMade = typeof ended === 'object' && ended !== null && 'init' in ended;
  return { status: (isMade && init?.status) || 200, location: null, body: isMade ? data : ended };
}

interface Visit extends Options {
  guildId?: string;
  number?: string;
  form?: Record<string, string>;
}

const REQUEST = 'c0ffee00-0000-4000-8000-000000000001';

async function visit({ kind, run }: (typeof handlers)[number], options: Visit) {
  const { guildId = LABEL, number = '1041', form, ...rest } = options;
  const world = createWorld(rest);
  const url = `http://vektra.test/g/${guildId}/page`;
  const request =
    kind === 'loader'
      ? new Request(url)
      : new Request(url, {
          method: 'POST',
          body: new URLSearchParams({ requestId: REQUEST, ...form }),
        });
  const ended = await answer(() =>
    run({ request, params: { guildId, number }, context: world.context() }),
  );
  return { ...ended, calls: world.calls };
}

const FORMS: Record<string, Record<string, string>> = {
  approve: {},
  reject: { reason: 'Not for us.' },
  undo: {},
  status: { status: 'shortlisted' },
  message: { body: 'Hello.' },
  rename: { labelName: 'Another name' },
};

const RANK: Role[] = ['stranger', 'outsider', 'member', 'staff', 'admin'];
const mayEnter = (role: Role, { needs }: Guard) =>
  RANK.indexOf(role) >= RANK.indexOf(needs as Role);

test('every loader and action of the build is made by the route builder', (t) => {
  const bare = handlers.filter(({ guard, kind }) => guard?.kind !== kind).map(({ name }) => name);
  t.deepEqual(bare, []);
  t.true(handlers.length >= 13, `only ${handlers.length} found`);
  t.true(
    handlers
      .filter(({ kind }) => kind === 'action')
      .every(({ guard }) => guard!.intents.length > 0),
  );
});

test('only root, landing, privacy and the page for nowhere are public', (t) => {
  const open = handlers.filter(({ guard }) => guard?.needs === 'public').map(({ name }) => name);
  t.deepEqual(open.sort(), [
    'root loader',
    'routes/landing loader',
    'routes/nowhere loader',
    'routes/privacy loader',
  ]);
});

test('storage and plan work on every plan; everything else of a guild needs the dashboard', (t) => {
  const free = inGuilds.filter(({ guard }) => !guard?.feature).map(({ name }) => name);
  t.deepEqual(free.sort(), ['routes/guild loader', 'routes/plan loader', 'routes/storage loader']);
});

for (const handler of inGuilds) {
  const { name, guard, kind } = handler;
  const intents: (string | null)[] = kind === 'action' ? [...guard!.intents] : [null];
  for (const intent of intents) {
    const form = intent ? { intent, ...FORMS[intent] } : undefined;
    const title = intent ? `${name} ${intent}` : name;

    test(`${title}: who may`, async (t) => {
      for (const role of RANK) {
        const { status, location, calls } = await visit(handler, { role, ...(form && { form }) });
        if (role === 'stranger') {
          t.is(status, 302, role);
          t.true(location?.startsWith('/auth/login?returnTo=%2Fg%2F'), role);
        } else if (mayEnter(role, guard!)) {
          t.true(status === 200 || intent === 'undo', `${role}: ${status}`);
        } else {
          t.is(status, 404, role);
        }
        if (!mayEnter(role, guard!)) t.deepEqual(calls, [], role);
      }
    });

    test(`${title}: what is not theirs answers like what does not exist`, async (t) => {
      const answers = [];
      for (const guildId of [NO_LABEL, OTHER_LABEL, 'abc', '1', '../..'])
        answers.push(await visit(handler, { guildId, ...(form && { form }) }));
      answers.push(await visit(handler, { role: 'outsider', ...(form && { form }) }));
      answers.push(await visit(handler, { role: 'outsider', plan: 'free', ...(form && { form }) }));
      for (const each of answers) t.deepEqual(each, { ...answers[0]!, status: 404 });
    });

    test(`${title}: the plan`, async (t) => {
      const { status, body, calls } = await visit(handler, { plan: 'free', ...(form && { form }) });
      if (!guard!.feature) return t.is(status, 200);
      t.is(status, 402);
      t.deepEqual(calls, []);
      const problem = (kind === 'action' ? (body as { problem: object }).problem : body) as object;
      t.like(problem, { code: 'plan_required', values: { feature: 'dashboard', plan: 'pro' } });
    });
  }
}

test('the operator console exists for operators only', async (t) => {
  const console = handlers.find(({ name }) => name === 'routes/operator loader')!;
  t.is(console.guard?.needs, 'operator');
  t.is((await visit(console, { role: 'stranger' })).status, 302);
  t.is((await visit(console, { role: 'staff' })).status, 404);
  t.is((await visit(console, { role: 'admin' })).status, 200);
});

const demo = handlers.find(({ name }) => name === 'routes/submission action')!;
const page = handlers.find(({ name }) => name === 'routes/submission loader')!;
const list = handlers.find(({ name }) => name === 'routes/submissions loader')!;

test('an unknown act, a missing id and too long a text are refused by name', async (t) => {
  for (const [form, field] of [
    [{ intent: 'erase' }, 'intent'],
    [{ intent: 'toString' }, 'intent'],
    [{ intent: 'approve', requestId: '' }, 'requestId'],
    [{ intent: 'message', body: '   ' }, 'body'],
    [{ intent: 'message', body: 'x'.repeat(2_001) }, 'body'],
    [{ intent: 'reject', reason: 'x'.repeat(1_001) }, 'reason'],
    [{ intent: 'status', status: 'loved' }, 'status'],
  ] as const) {
    const { status, body, calls } = await visit(demo, { form });
    t.is(status, 400);
    t.deepEqual(calls, []);
    const { problem } = body as { problem: { fields: { field: string }[] } };
    t.deepEqual(
      problem.fields.map((each) => each.field),
      [field],
    );
  }
});

test('a number that is none is not found; neither is one that is not there', async (t) => {
  for (const number of ['0', '-1', '1e3', 'x', '9999999999999', '77'])
    t.is((await visit(page, { number })).status, 404, number);
});

test('a form of another site does nothing', async (t) => {
  const world = createWorld();
  const request = new Request('http://vektra.test/g/1/page', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ requestId: REQUEST, intent: 'approve' }),
  });
  const params = { guildId: LABEL, number: '1041' };
  const { status } = await answer(() => demo.run({ request, params, context: world.context() }));
  t.is(status, 403);
  t.deepEqual(world.calls, []);
});

test('a filter that is unknown is named', async (t) => {
  const world = createWorld();
  const request = new Request(
    `http://vektra.test/g/${LABEL}/submissions?status=loved&platform=tape`,
  );
  const { status, body } = await answer(() =>
    list.run({ request, params: { guildId: LABEL }, context: world.context() }),
  );
  t.is(status, 400);
  t.deepEqual(
    (body as { fields: { field: string }[] }).fields.map(({ field }) => field),
    ['status', 'platform'],
  );
});
