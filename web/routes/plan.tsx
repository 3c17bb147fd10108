import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PLANS } from '../../domain/plans/plans.ts';
import { titled } from '../catalogues/titled.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { presentPlan } from '../presenters/settings.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { PlanSettings } from '../settings/plan-settings.tsx';

export const loader = guildLoader({ needs: 'staff' }, async ({ actor, acts, context }) => {
  const yours = await acts.plan(actor.guildId);
  return {
    plans: PLANS.map((plan) => presentPlan(plan, yours)),
    supportUrl: context.urls.support,
  };
});

export const meta: MetaFunction = () => titled('settings.plan_title');

export default function Page() {
  return <PlanSettings {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
