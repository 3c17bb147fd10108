import ava from 'ava';
import * as features from '../../domain/features.ts';
import { bindOperations } from '../../domain/index.ts';
import { isOperation } from '../../domain/operations/bind.ts';
import * as operatorFeatures from '../../domain/operator-features.ts';
import * as systemFeatures from '../../domain/system-features.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);

const listOperations = (registry: object) =>
  Object.entries(registry).flatMap(([feature, operations]: [string, object]) =>
    Object.entries(operations).flatMap(([key, operation]) =>
      isOperation(operation) ? [{ feature, key, operation }] : [],
    ),
  );

/** Of people, of operators, of our own processes. */
const declared = listOperations(features);
const everyOperation = [features, operatorFeatures, systemFeatures].flatMap(listOperations);

/** Called by our own adapters for every page and command, not by a person. */
const UNLIMITED = new Set(['access.is_staff', 'plans.get']);

type Call = (caller: object, input: unknown) => Promise<unknown>;

ava('each operation has a name of its own under its feature', (t) => {
  t.true(everyOperation.length > 40);
  t.is(new Set(everyOperation.map(({ operation }) => operation.name)).size, everyOperation.length);
  for (const { feature, operation } of everyOperation)
    t.is(operation.name.split('.')[0], feature, operation.name);
});

ava('an operation is in the registry of those who may call it', (t) => {
  const accesses = (registry: object) => [
    ...new Set(listOperations(registry).map(({ operation }) => operation.access)),
  ];
  t.deepEqual(accesses(features).sort(), ['admin', 'member', 'staff']);
  t.deepEqual(accesses(operatorFeatures), ['operator']);
  t.deepEqual(accesses(systemFeatures), ['system']);
});

ava('each operation of people has a limit', (t) => {
  for (const { operation } of declared)
    t.is(operation.limit === null, UNLIMITED.has(operation.name), operation.name);
});

test('who may not call an operation is told "not found", whatever the input', async (t) => {
  const { operations, artist, staff, admin, createDemoInput } = await createOperationsFixture(t);
  await operations.submissions.submit(artist, createDemoInput());
  const call = (feature: string, key: string): Call =>
    (operations as unknown as Record<string, Record<string, Call>>)[feature]![key]!;
  const inputs = [
    undefined,
    {},
    1,
    'x',
    { requestId: 'operation-1', number: 1, labelName: 'Stolen' },
  ];
  for (const { feature, key, operation } of declared) {
    const strangers = { staff: [artist], admin: [artist, staff] }[operation.access as string] ?? [];
    for (const stranger of strangers)
      for (const input of inputs)
        await t.throwsAsync(
          call(feature, key)(stranger, input),
          { code: 'not_found' },
          operation.name,
        );
  }
  t.is((await operations.settings.get(admin)).label.labelName, 'Nightfall');
});

ava('an observer is told of each operation, its outcome and duration', async (t) => {
  const { tenancy, guildId, admin, artist } = await createOperationsFixture(t);
  const seen: unknown[] = [];
  const operations = bindOperations(
    { tenancy, now: Date.now, discordUrl: 'https://discord.test' },
    {
      observe: ({ name, kind }, outcome, durationMs) => {
        t.true(durationMs >= 0);
        seen.push([name, kind, outcome]);
      },
    },
  );
  await operations.settings.get(admin);
  await t.throwsAsync(operations.settings.get(artist), { code: 'not_found' });
  const broken = {
    ...admin,
    canView: () => Promise.reject(new Error('Discord is unavailable')),
    isAdmin: false,
  };
  await t.throwsAsync(operations.settings.get(broken), { message: 'Discord is unavailable' });
  t.deepEqual(seen, [
    ['settings.get', 'query', 'done'],
    ['settings.get', 'query', 'refused'],
    ['settings.get', 'query', 'failed'],
  ]);
  t.is(guildId, admin.guildId);
});
