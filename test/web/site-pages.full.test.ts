import test from 'ava';
import { listAddedFeatures, PLAN_NAMES, PLANS } from '../../domain/plans/plans.ts';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
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
      presentPlans({ plan: current, grants: [], trial: null, offers: [] }).map(({ plan }) => plan),
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

test('a sign-in that did not succeed says why, and what to do', async (t) => {
  const app = await getApp();
  const visitor = createHttpVisitor(app.url, app.discord.url);
  for (const [reason, text] of [
    ['cancelled', 'You cancelled the sign-in'],
    ['expired', 'The sign-in took too long'],
    ['failed', 'Sign-in failed'],
  ] as const)
    t.true(readVisibleText((await visitor.get(`/?login=${reason}`)).text).includes(text), reason);
  for (const address of ['/', '/?login=', '/?login=<b>', '/?login=a&login=failed'])
    t.notRegex((await visitor.get(address)).text, /Sign in again/, address);
});

test('contact links lead to a mailbox; the privacy page is linked where people sign in', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const visitor = await app.signIn(label.owner);
  for (const address of ['/privacy', `${label.path}/settings/plan`])
    t.true(
      (await visitor.get(address)).text.includes('href="mailto:support@vektra.example"'),
      address,
    );
  t.regex((await visitor.get('/')).text, /href="\/privacy"/);
});

test('a demo that does not exist is named', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const visitor = await app.signIn(label.staff);
  const answer = await visitor.get(`${label.path}/submissions/999`);
  t.is(answer.status, 404);
  t.true(readVisibleText(answer.text).includes('There’s no demo #999'));
});
