import test, { type ExecutionContext } from 'ava';
import { type Feature, lowestPlanWith } from '../../domain/plans/plans.ts';
import type { RouteGuard } from '../../web/routing/guard.ts';
import { createActor } from '../helpers/actor.ts';
import { collectTeardowns } from './collect-teardowns.ts';
import {
  createFormOnPlan,
  createGuardLabels,
  createRequest,
  type GuardLabels,
  getLabelFor,
  getLabelWithoutPlan,
} from './guard-requests.ts';
import {
  build,
  callHandler,
  countMutations,
  findHandler,
  guildHandlers,
  handlers,
  listFields,
  REDIRECTED,
} from './route-handlers.ts';
import { startMove } from './storage-states.ts';
import { OPERATOR, sharedWebApp, type WebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

const getApp = sharedWebApp();
const teardowns = collectTeardowns();
test.after.always(() => teardowns.run());
let labels: Promise<GuardLabels> | undefined;
const getLabels = async () => (labels ??= createGuardLabels(teardowns, await getApp()));

/** Acts of pages for every plan that ask for a feature by themselves. */
const INTENT_FEATURES: Record<string, Feature> = { setup: 'own_database', move: 'storage_region' };

const ROLES_BY_RANK = ['stranger', 'outsider', 'member', 'staff', 'admin'] as const;
type Role = (typeof ROLES_BY_RANK)[number];
const getPerson = (label: WebLabel, role: Role) =>
  ({
    stranger: null,
    outsider: label.stranger,
    member: label.artist,
    staff: label.staff,
    admin: label.owner,
  })[role];
const hasAccess = (role: Role, { access }: RouteGuard) =>
  ROLES_BY_RANK.indexOf(role) >= ROLES_BY_RANK.indexOf(access as Role);

test('routes keep the ids that open tabs of the version before request', (t) => {
  t.deepEqual(Object.keys(build.routes).sort(), [
    'root',
    'routes/bucket',
    'routes/connect',
    'routes/connect-link',
    'routes/demo-form',
    'routes/guild',
    'routes/landing',
    'routes/listen',
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
    'routes/reasons',
    'routes/routing',
    'routes/rules',
    'routes/servers',
    'routes/settings',
    'routes/storage',
    'routes/submission',
    'routes/submissions',
    'routes/submissions-none',
    'routes/templates',
    'routes/upload',
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

test('storage, plan and uploads work on every plan; everything else of a guild needs the dashboard', (t) => {
  const ungatedHandlers = guildHandlers
    .filter(({ guard }) => !guard?.feature)
    .map(({ name }) => name);
  t.deepEqual(ungatedHandlers.sort(), [
    'routes/guild loader',
    'routes/plan action',
    'routes/plan loader',
    'routes/storage action',
    'routes/storage loader',
    'routes/upload action',
    'routes/upload loader',
  ]);
});

/** Pages for one artist, whatever others may do in the guild. */
const artistHandlers = guildHandlers.filter(({ guard }) => guard?.access === 'member');

for (const handler of artistHandlers)
  test.serial(`${handler.name}: for its artist alone`, async (t) => {
    const app = await getApp();
    const { label, other } = await getLabels();
    const artist = { ...createActor(label.guildId, 'KITE'), userId: label.artist };
    const { sessionId } = await label.operations.uploads.start(artist, {
      requestId: label.newRequestId(),
      form: { artistName: 'KITE', trackTitle: 'Glass Horizon' },
    });
    const isAction = handler.kind === 'action';
    const form = isAction ? { intent: handler.guard!.intents[0] ?? '' } : undefined;
    const before = await countMutations(app);
    const call = (personId: string | null, params: Record<string, string> = {}) =>
      callHandler(app, handler, {
        personId,
        params: { guildId: label.guildId, sessionId, ...params },
        form,
      });
    t.is((await call(null)).status, REDIRECTED);
    const refused = [];
    for (const personId of [label.stranger, label.staff, label.owner])
      refused.push(await call(personId));
    refused.push(await call(label.artist, { guildId: other.guildId }));
    refused.push(await call(label.artist, { sessionId: crypto.randomUUID() }));
    refused.push(await call(label.artist, { sessionId: 'abc' }));
    // A member of the guild gets the name of the form's intent back.
    for (const { status, body } of refused) {
      t.is(status, 404);
      t.is(body.replace('"intent","send"', '"intent",""'), refused[0]?.body ?? '');
    }
    // Without files there is nothing to send.
    t.is((await call(label.artist)).status, isAction ? 400 : 200);
    t.is(await countMutations(app), before);
  });

for (const handler of guildHandlers.filter((each) => !artistHandlers.includes(each))) {
  const { name, guard, kind } = handler;
  const intents: (string | null)[] = kind === 'action' ? [...guard!.intents] : [null];
  for (const intent of intents) {
    const title = intent ? `${name} ${intent}` : name;

    test.serial(`${title}: who may`, async (t) => {
      const app = await getApp();
      const label = getLabelFor(await getLabels(), { routeId: handler.routeId, intent });
      // It can succeed, and is made anew when it has.
      let request: Awaited<ReturnType<typeof createRequest>> | null = null;
      let before = await countMutations(app);
      for (const role of ROLES_BY_RANK) {
        request ??= await createRequest(label, intent);
        const personId = getPerson(label, role);
        const { status, body } = await callHandler(app, handler, { personId, ...request });
        const after = await countMutations(app);
        if (hasAccess(role, guard!)) {
          t.true(status === 200 || status === REDIRECTED, `${role}: ${status} ${body}`);
          t.is(after - before, intent ? 1 : 0, role);
          request = null;
        } else {
          t.is(after, before, role);
          t.is(status, role === 'stranger' ? REDIRECTED : 404, role);
          if (role === 'stranger') t.true(body.includes('/auth/login?returnTo=%2F'), body);
        }
        before = after;
      }
    });

    test.serial(`${title}: what is not theirs answers like what does not exist`, async (t) => {
      const app = await getApp();
      const { label, other, free } = await getLabels();
      const { form, params } = await createRequest(label, intent);
      const results = [];
      for (const guildId of ['700000000000000099', other.guildId, 'abc', '1'])
        results.push(
          await callHandler(app, handler, {
            personId: label.owner,
            params: { ...params, guildId },
            form,
          }),
        );
      for (const { guildId, stranger } of [label, free])
        results.push(
          await callHandler(app, handler, {
            personId: stranger,
            params: { ...params, guildId },
            form,
          }),
        );
      for (const each of results) t.deepEqual(each, { ...results[0]!, status: 404 });
    });

    test.serial(`${title}: the plan`, async (t) => {
      const app = await getApp();
      const label = getLabelWithoutPlan(await getLabels(), intent);
      const feature = guard!.feature ?? INTENT_FEATURES[intent ?? ''];
      const form = intent ? { intent, ...(await createFormOnPlan(label, intent)) } : undefined;
      const params = { guildId: label.guildId, number: '1', token: 'x'.repeat(32) };
      const before = await countMutations(app);
      const { status, body } = await callHandler(app, handler, {
        personId: label.owner,
        params,
        form,
      });
      if (!feature) return t.true(status === 200, `${status} ${body}`);
      t.is(status, 402);
      t.is(await countMutations(app), before);
      for (const text of ['plan_required', feature, lowestPlanWith(feature)])
        t.true(body.includes(`"${text}"`), body);
    });
  }
}

const operatorHandlers = handlers.filter(({ guard }) => guard?.access === 'operator');

/** The fields of an operator's form, which can succeed. */
async function createOperatorForm(routeId: string, intent: string) {
  const app = await getApp();
  const label = await createWebLabel(app);
  const { guildId } = label;
  switch (`${routeId} ${intent}`) {
    case 'routes/operator-moves start':
      return { guildId, region: 'ap-sg' };
    case 'routes/operator-moves change':
      return { moveId: await startMove(label, 'ap-sg'), change: 'pause' };
    case 'routes/operator-secrets change': {
      const { own } = await getLabels();
      const { secret } = await app.tenancy.storage.getInfo(own.guildId);
      return { ref: secret?.ref ?? '', change: 'rotate' };
    }
    case 'routes/operator-migrations retry':
      return { place: guildId };
    default:
      throw new Error(`no form for ${routeId} ${intent}`);
  }
}

for (const handler of operatorHandlers)
  for (const intent of handler.kind === 'action' ? handler.guard!.intents : [null]) {
    const callAs = async (personId: string | null, reason: string) => {
      const app = await getApp();
      const fields = intent ? await createOperatorForm(handler.routeId, intent) : {};
      const form = intent ? { intent, ...fields, reason } : undefined;
      const before = await countMutations(app);
      const result = await callHandler(app, handler, { personId, form });
      return { ...result, changes: (await countMutations(app)) - before };
    };

    test.serial(`${handler.name} ${intent ?? ''}: exists for operators only`, async (t) => {
      const { label } = await getLabels();
      const reason = 'Requested by the label.';
      for (const [personId, status] of [
        [null, REDIRECTED],
        [label.stranger, 404],
        [label.owner, 404],
      ] as const) {
        const result = await callAs(personId, reason);
        t.is(result.status, status, personId ?? 'nobody');
        t.is(result.changes, 0);
      }
      const result = await callAs(OPERATOR.id, reason);
      t.is(result.status, intent === 'start' ? REDIRECTED : 200, result.body);
      t.is(result.changes, intent ? 1 : 0);
    });

    if (intent)
      test.serial(`${handler.name} ${intent}: the reason`, async (t) => {
        for (const reason of ['', '  ab ', 'x'.repeat(301)]) {
          const result = await callAs(OPERATOR.id, reason);
          t.is(result.status, 400);
          t.is(result.changes, 0);
          t.deepEqual(listFields(result.body), ['reason']);
        }
      });
  }

test.serial('what is refused and what is not there cannot be told apart', async (t) => {
  const app = await getApp();
  const { label } = await getLabels();
  await label.operations.storage.startSetup(label.admin, {});
  const bodies = [];
  for (const host of ['nowhere.invalid', '10.0.0.1', '127.0.0.1:1'])
    bodies.push(
      await testConnection(t, app, label, { by: 'url', url: `postgres://u:p@${host}/x` }),
    );
  t.is(new Set(bodies).size, 1);
  t.true(bodies[0]?.includes('"UNREACHABLE"'));
});

test.serial('a test echoes neither the address nor the password', async (t) => {
  const app = await getApp();
  const { label } = await getLabels();
  await label.operations.storage.startSetup(label.admin, {});
  const port = process.env.TEST_OWN_PG_PORT ?? '';
  const forms: Record<string, string>[] = [
    { by: 'url', url: `postgres://u:CANARY@127.0.0.1:${port}/x` },
    { by: 'fields', host: '127.0.0.1', port, user: 'u', password: 'CANARY', database: 'x' },
  ];
  for (const form of forms) t.false((await testConnection(t, app, label, form)).includes('CANARY'));
});

async function testConnection(
  t: ExecutionContext,
  app: WebApp,
  label: WebLabel,
  form: Record<string, string>,
): Promise<string> {
  const { status, body } = await callHandler(app, findHandler('routes/connect action'), {
    personId: label.owner,
    params: { guildId: label.guildId },
    form: { intent: 'test', ...form },
  });
  t.is(status, 200);
  return body;
}

test.serial(
  'an unknown intent, a missing id and too long a text are refused by name',
  async (t) => {
    const app = await getApp();
    const { label } = await getLabels();
    const params = { guildId: label.guildId, number: String(await label.submit()) };
    const before = await countMutations(app);
    for (const [form, field] of [
      [{ intent: 'erase' }, 'intent'],
      [{ intent: 'toString' }, 'intent'],
      [{ intent: 'approve', requestId: '' }, 'requestId'],
      [{ intent: 'message', body: '   ' }, 'body'],
      [{ intent: 'message', body: 'x'.repeat(2_001) }, 'body'],
      [{ intent: 'reject', reason: 'x'.repeat(1_001) }, 'reason'],
      [{ intent: 'status', status: 'loved' }, 'status'],
    ] as const) {
      const { status, body } = await callHandler(app, findHandler('routes/submission action'), {
        personId: label.owner,
        params,
        form,
      });
      t.is(status, 400);
      t.deepEqual(listFields(body), ['intent', 'requestId'].includes(field) ? [] : [field]);
      t.true(body.includes(`"${field}"`));
    }
    t.is(await countMutations(app), before);
  },
);

test.serial('a number that is none is not found; neither is one that is not there', async (t) => {
  const app = await getApp();
  const { label } = await getLabels();
  for (const number of ['0', '-1', '1e3', 'x', '9999999999999', '999999'])
    t.is(
      (
        await callHandler(app, findHandler('routes/submission loader'), {
          personId: label.owner,
          params: { guildId: label.guildId, number },
        })
      ).status,
      404,
      number,
    );
});

test.serial('a form of another site does nothing', async (t) => {
  const app = await getApp();
  const { label } = await getLabels();
  const params = { guildId: label.guildId, number: String(await label.submit()) };
  const before = await countMutations(app);
  const foreignHeaders: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
  ];
  for (const headers of foreignHeaders) {
    const { status } = await callHandler(app, findHandler('routes/submission action'), {
      personId: label.owner,
      params,
      form: { intent: 'approve' },
      headers,
    });
    t.is(status, 403);
  }
  t.is(await countMutations(app), before);
});

test.serial('a filter that is unknown is named', async (t) => {
  const app = await getApp();
  const { label } = await getLabels();
  const { status, body } = await callHandler(app, findHandler('routes/submissions loader'), {
    personId: label.owner,
    params: { guildId: label.guildId },
    search: '&status=loved&platform=tape',
  });
  t.is(status, 400);
  for (const field of ['status', 'platform']) t.true(listFields(body).includes(field), body);
});

const OVERSIZED_ID = '9'.repeat(20);

test.serial('what no list gave as the position of a page is a 400, on every list', async (t) => {
  const app = await getApp();
  const { inboxPath } = await createWebLabel(app, { ownerId: OPERATOR.id });
  const visitor = await app.signIn(OPERATOR.id);
  for (const path of [
    '/operator?before=abc',
    `/operator?before=${OVERSIZED_ID}`,
    '/operator?before=1&before=2',
    '/operator/moves?before=%27',
    '/operator/secrets?before=%27',
    `/operator/secrets?guild=${OVERSIZED_ID}`,
    '/operator/audit?before=%27',
    `/operator/audit?guild=${OVERSIZED_ID}`,
    '/operator/audit?operator=a&operator=b',
    `${inboxPath}?before=abc`,
    `${inboxPath}?before=${OVERSIZED_ID}`,
  ])
    t.is((await visitor.get(path)).status, 400, path);
  for (const path of [
    '/operator?search=&before=',
    '/operator?before=900000000000000001',
    '/operator/moves?state=all',
    '/operator/secrets?guild=',
    '/operator/audit?guild=&operator=',
    inboxPath,
  ])
    t.is((await visitor.get(path)).status, 200, path);
});
