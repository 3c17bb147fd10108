import { setTimeout as wait } from 'node:timers/promises';
import test from 'ava';
import { startApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';

const TIMEOUT_MS = 90_000;

test("a running worker copies what operators did into the label's own audit", async (t) => {
  const app = await startApp(t, { processes: ['worker'] });
  const { tenancy } = app;
  const { guildId } = await createLabel(app, { plan: null });
  await tenancy.provision(guildId);
  await tenancy.control.grantPlan({
    guildId,
    plan: 'pro',
    operator: 'cli:ops',
    reason: 'a name that is not theirs to know',
    endsAt: null,
    now: Date.now(),
  });
  const copies = () =>
    tenancy.read(guildId, async (db) => db.table('events').where('source', 'operator').select());
  // Nothing announces it: it is polled for, as in fixture.ts.
  const deadline = Date.now() + TIMEOUT_MS;
  while ((await copies()).length === 0 && Date.now() < deadline) await wait(50);
  const [copy, ...others] = await copies();
  t.like(copy, { kind: 'plan.grant', subject_type: 'guild', actor_name: "Vektra's operators" });
  t.deepEqual(others, []);
  t.notRegex(JSON.stringify(copy), /cli:ops|not theirs to know/);
});
