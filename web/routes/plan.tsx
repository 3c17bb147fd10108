import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PLANS } from '../../domain/plans/plans.ts';
import { pageMeta } from '../catalogues/page-meta.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { presentPlan } from '../presenters/settings.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { PlanSettings } from '../settings/plan-settings.tsx';

export const loader = guildLoader({ access: 'staff' }, async ({ actor, operations, context }) => {
  const yours = await operations.plans.get(actor);
  return {
    plans: PLANS.map((plan) => presentPlan(plan, yours)),
    supportUrl: context.urls.support,
  };
});

export const meta: MetaFunction = () => pageMeta('settings.plan_title');

export default function Page() {
  return <PlanSettings {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
