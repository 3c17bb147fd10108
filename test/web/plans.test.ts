import test from 'ava';
import { listAddedFeatures, PLAN_NAMES, PLANS } from '../../domain/plans/plans.ts';
import { SOLD_PLANS } from '../../web/plans/index.ts';
import { presentPlans } from '../../web/plans/plans-view.ts';
import { readVisibleText } from './visible-text.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const getApp = sharedWebApp({ regions: ['eu-uk'] });

test('every plan on offer adds something; a granted one is shown to whoever has it', (t) => {
  for (const plan of SOLD_PLANS) t.not(listAddedFeatures(plan).length, 0, plan);
  for (const current of PLANS)
    t.deepEqual(
      presentPlans(current).map(({ plan }) => plan),
      PLANS.filter((plan) => SOLD_PLANS.includes(plan) || plan === current),
    );
});

test('the landing page and the plan page offer the same plans', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const visitor = await app.signIn(label.staff);
  for (const address of ['/', `${label.path}/settings/plan`]) {
    const texts = readVisibleText((await visitor.get(address)).text);
    const names = PLANS.map((plan) => PLAN_NAMES[plan]).filter((name) => texts.includes(name));
    t.deepEqual(
      names,
      SOLD_PLANS.map((plan) => PLAN_NAMES[plan]),
      address,
    );
  }
});
