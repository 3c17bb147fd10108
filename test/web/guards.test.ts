import test from 'ava';
import { GUARD, type RouteGuard } from '../../web/routing/guard.ts';
import { LABEL, NO_LABEL, OTHER_LABEL, type ViewerRole } from './fixtures/people.ts';
import { TOKEN } from './fixtures/storage.ts';
import { createWebFixture, type FixtureOptions } from './fixtures/web-fixture.ts';
import { loadBuild } from './preview.ts';

type Handler = ((args: object) => Promise<unknown>) & { [GUARD]?: RouteGuard };

const build = await loadBuild();
const handlers = Object.values(build.routes).flatMap((route) =>
  (['loader', 'action'] as const).flatMap((kind) => {
    const run = route?.module[kind] as Handler | undefined;
    return run && route ? [{ name: `${route.id} ${kind}`, kind, run, guard: run[GUARD] }] : [];
  }),
);
const guildHandlers = handlers.filter(
  ({ guard }) => guard && !['public', 'viewer', 'operator'].includes(guard.access),
);

interface HandlerResult {
  status: number;
  location: string | null;
  body: unknown;
}

/** How a loader or action ended, whether it returned or threw. */
async function runHandler(run: () => Promise<unknown>): Promise<HandlerResult> {
  const result = await run().catch((thrown: unknown) => thrown);
  if (result instanceof Error) throw result;
  if (result instanceof Response)
    return { status: result.status, location: result.headers.get('location'), body: null };
  const { init, data } = (result ?? {}) as { init?: { status?: number } | null; data?: unknown };
  const isDataResponse = typeof result === 'object' && result !== null && 'init' in result;
  return {
    status: (isDataResponse && init?.status) || 200,
    location: null,
    body: isDataResponse ? data : result,
  };
}

interface RequestOptions extends FixtureOptions {
  guildId?: string;
  number?: string;
  form?: Record<string, string>;
}

const REQUEST_ID = 'c0ffee00-0000-4000-8000-000000000001';

async function callHandler({ kind, run }: (typeof handlers)[number], options: RequestOptions) {
  const { guildId = LABEL, number = '1041', form, ...rest } = options;
  const fixture = createWebFixture(rest);
  const url = `http://vektra.test/g/${guildId}/page`;
  const request =
    kind === 'loader'
      ? new Request(url)
      : new Request(url, {
          method: 'POST',
          body: new URLSearchParams({ requestId: REQUEST_ID, ...form }),
        });
  const result = await runHandler(() =>
    run({ request, params: { guildId, number, token: TOKEN }, context: fixture.context() }),
  );
  return { ...result, calls: fixture.calls };
}

const INTENT_FIELDS: Record<string, Record<string, string>> = {
  approve: {},
  reject: { reason: 'Not for us.' },
  undo: {},
  status: { status: 'shortlisted' },
  message: { body: 'Hello.' },
  tag: { tag: 'Techno' },
  untag: { tag: 'Techno' },
  rename: { labelName: 'Another name' },
  move: { region: 'ap-sg' },
  abort: { moveId: 'move-1' },
  test: { by: 'url', url: 'postgres://vektra:secret@db.example.com/vektra' },
};

/** What must be the case for an act to be possible. */
const INTENT_FIXTURES: Record<string, FixtureOptions> = {
  abort: { scene: 'copying' },
  retest: { scene: 'own' },
  test: { setup: 'empty' },
  connect: { setup: 'passed' },
};

/** Acts of pages for every plan that ask for a feature by themselves. */
const INTENT_FEATURES: Record<string, string> = { setup: 'own_database', move: 'storage_region' };

const ROLES_BY_RANK: ViewerRole[] = ['stranger', 'outsider', 'member', 'staff', 'admin'];
const hasAccess = (role: ViewerRole, { access }: RouteGuard) =>
  ROLES_BY_RANK.indexOf(role) >= ROLES_BY_RANK.indexOf(access as ViewerRole);

test('routes keep the ids that open tabs of the version before request', (t) => {
  t.deepEqual(Object.keys(build.routes).sort(), [
    'root',
    'routes/connect',
    'routes/connect-link',
    'routes/guild',
    'routes/landing',
    'routes/nowhere',
    'routes/operator',
    'routes/operator-audit',
    'routes/operator-clusters',
    'routes/operator-migrations',
    'routes/operator-moves',
    'routes/operator-secrets',
    'routes/operator-tenants',
    'routes/overview',
    'routes/plan',
    'routes/privacy',
    'routes/servers',
    'routes/settings',
    'routes/storage',
    'routes/submission',
    'routes/submissions',
    'routes/submissions-none',
  ]);
});

test('every loader and action of the build is made by the route builder', (t) => {
  const unguarded = handlers
    .filter(({ guard, kind }) => guard?.kind !== kind)
    .map(({ name }) => name);
  t.deepEqual(unguarded, []);
  t.true(handlers.length >= 27, `only ${handlers.length} found`);
  t.true(
    handlers
      .filter(({ kind }) => kind === 'action')
      .every(({ guard }) => guard!.intents.length > 0),
  );
});

test('only root, landing, privacy and the page for nowhere are public', (t) => {
  const publicLoaders = handlers
    .filter(({ guard }) => guard?.access === 'public')
    .map(({ name }) => name);
  t.deepEqual(publicLoaders.sort(), [
    'root loader',
    'routes/landing loader',
    'routes/nowhere loader',
    'routes/privacy loader',
  ]);
});

test('storage and plan work on every plan; everything else of a guild needs the dashboard', (t) => {
  const ungatedHandlers = guildHandlers
    .filter(({ guard }) => !guard?.feature)
    .map(({ name }) => name);
  t.deepEqual(ungatedHandlers.sort(), [
    'routes/guild loader',
    'routes/plan loader',
    'routes/storage action',
    'routes/storage loader',
  ]);
});

for (const handler of guildHandlers) {
  const { name, guard, kind } = handler;
  const intents: (string | null)[] = kind === 'action' ? [...guard!.intents] : [null];
  for (const intent of intents) {
    const form = intent ? { intent, ...INTENT_FIELDS[intent] } : undefined;
    const fixtureOptions = INTENT_FIXTURES[intent ?? ''] ?? {};
    const title = intent ? `${name} ${intent}` : name;

    test(`${title}: who may`, async (t) => {
      for (const role of ROLES_BY_RANK) {
        const { status, location, calls } = await callHandler(handler, {
          ...fixtureOptions,
          role,
          ...(form && { form }),
        });
        if (role === 'stranger') {
          t.is(status, 302, role);
          t.true(location?.startsWith('/auth/login?returnTo=%2Fg%2F'), role);
        } else if (hasAccess(role, guard!)) {
          t.true(status === 200 || status === 303 || intent === 'undo', `${role}: ${status}`);
        } else {
          t.is(status, 404, role);
        }
        if (!hasAccess(role, guard!)) t.deepEqual(calls, [], role);
      }
    });

    test(`${title}: what is not theirs answers like what does not exist`, async (t) => {
      const results = [];
      for (const guildId of [NO_LABEL, OTHER_LABEL, 'abc', '1', '../..'])
        results.push(await callHandler(handler, { guildId, ...(form && { form }) }));
      results.push(await callHandler(handler, { role: 'outsider', ...(form && { form }) }));
      results.push(
        await callHandler(handler, { role: 'outsider', plan: 'free', ...(form && { form }) }),
      );
      for (const each of results) t.deepEqual(each, { ...results[0]!, status: 404 });
    });

    test(`${title}: the plan`, async (t) => {
      const { status, body, calls } = await callHandler(handler, {
        ...fixtureOptions,
        plan: 'free',
        ...(form && { form }),
      });
      const feature = guard!.feature ?? INTENT_FEATURES[intent ?? ''];
      if (!feature) return t.is(status, 200);
      t.is(status, 402);
      t.deepEqual(calls, []);
      const problem = (kind === 'action' ? (body as { problem: object }).problem : body) as object;
      t.like(problem, { code: 'plan_required', values: { feature, plan: 'pro' } });
    });
  }
}

const operatorHandlers = handlers.filter(({ guard }) => guard?.access === 'operator');

const OPERATOR_FORMS: Record<string, Record<string, string>> = {
  start: { guildId: LABEL, region: 'ap-sg' },
  'routes/operator-moves change': { moveId: 'move-0', change: 'pause' },
  'routes/operator-secrets change': { ref: 'tenants/1/db/2', change: 'revoke' },
  retry: { place: 'ap-sg' },
};

for (const handler of operatorHandlers) {
  const page = handler.name.split(' ')[0];
  for (const intent of handler.kind === 'action' ? handler.guard!.intents : [null]) {
    const fields = OPERATOR_FORMS[intent ?? ''] ?? OPERATOR_FORMS[`${page} ${intent}`];
    const form = (reason: string) => (intent ? { form: { intent, ...fields, reason } } : {});

    test(`${handler.name} ${intent ?? ''}: exists for operators only`, async (t) => {
      const validForm = form('Asked for by the label.');
      for (const [role, status] of [
        ['stranger', 302],
        ['outsider', 404],
        ['staff', 404],
      ] as const) {
        const result = await callHandler(handler, { role, ...validForm });
        t.is(result.status, status, role);
        t.deepEqual(result.calls, [], role);
      }
      const result = await callHandler(handler, { role: 'admin', ...validForm });
      t.is(result.status, intent === 'start' ? 303 : 200);
      t.is(result.calls.length, intent ? 1 : 0);
    });

    if (intent)
      test(`${handler.name} ${intent}: the reason`, async (t) => {
        for (const reason of ['', '  ab ', 'x'.repeat(301)]) {
          const { status, body, calls } = await callHandler(handler, form(reason));
          t.is(status, 400);
          t.deepEqual(calls, []);
          const { problem } = body as { problem: { fields: { field: string }[] } };
          t.deepEqual(
            problem.fields.map(({ field }) => field),
            ['reason'],
          );
        }
      });
  }
}

test('what is refused and what is not there cannot be told apart', async (t) => {
  const connect = handlers.find(({ name }) => name === 'routes/connect action')!;
  const results = [];
  for (const code of ['host', 'address', 'refused', 'timeout'])
    results.push(
      await callHandler(connect, {
        setup: 'empty',
        form: { intent: 'test', by: 'url', url: `postgres://u:p@${code}.example.com/x` },
      }),
    );
  for (const { body } of results) t.deepEqual(body, results[0]!.body);
  t.like(results[0]!.body, { test: { passed: false, code: 'UNREACHABLE' } });
});

test('a test echoes neither the address nor the password', async (t) => {
  const connect = handlers.find(({ name }) => name === 'routes/connect action')!;
  const forms: Record<string, string>[] = [
    { by: 'url', url: 'postgres://u:CANARY@tls.example.com/x' },
    { by: 'fields', host: 'tls.example.com', user: 'u', password: 'CANARY', database: 'x' },
  ];
  for (const form of forms) {
    const { body } = await callHandler(connect, {
      setup: 'empty',
      form: { intent: 'test', ...form },
    });
    t.false(JSON.stringify(body).includes('CANARY'));
  }
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
    const { status, body, calls } = await callHandler(demo, { form });
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
    t.is((await callHandler(page, { number })).status, 404, number);
});

test('a form of another site does nothing', async (t) => {
  const fixture = createWebFixture();
  const request = new Request('http://vektra.test/g/1/page', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ requestId: REQUEST_ID, intent: 'approve' }),
  });
  const params = { guildId: LABEL, number: '1041' };
  const { status } = await runHandler(() =>
    demo.run({ request, params, context: fixture.context() }),
  );
  t.is(status, 403);
  t.deepEqual(fixture.calls, []);
});

test('a filter that is unknown is named', async (t) => {
  const fixture = createWebFixture();
  const request = new Request(
    `http://vektra.test/g/${LABEL}/submissions?status=loved&platform=tape`,
  );
  const { status, body } = await runHandler(() =>
    list.run({ request, params: { guildId: LABEL }, context: fixture.context() }),
  );
  t.is(status, 400);
  t.deepEqual(
    (body as { fields: { field: string }[] }).fields.map(({ field }) => field),
    ['status', 'platform'],
  );
});
