import { useLoaderData } from '@remix-run/react';
import { PLANS } from '../../domain/plans/plans.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { PlanSettings } from './plan-settings.tsx';
import { presentPlan } from './plans-view.ts';
import { plansStrings } from './strings.en.ts';

export const loader = guildLoader({ access: 'staff' }, async ({ actor, operations, context }) => {
  const yours = await operations.plans.get(actor);
  return {
    plans: PLANS.map((plan) => presentPlan(plan, yours)),
    supportUrl: context.urls.support,
  };
});

export const meta = pageMeta(plansStrings, (t) => ({ title: t('plans.title') }));

export default function Page() {
  return <PlanSettings {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
