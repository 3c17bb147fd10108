import { useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { PlanSettings } from './plan-settings.tsx';
import { presentPlans } from './plans-view.ts';
import { plansStrings } from './strings.en.ts';

export const loader = guildLoader({ access: 'staff' }, async ({ actor, operations, context }) => {
  return {
    plans: presentPlans(await operations.plans.get(actor)),
    supportUrl: context.urls.support,
    supportServerUrl: context.urls.supportServer,
  };
});

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(plansStrings, (t) => ({ title: t('plans.title') }));

export default function Page() {
  return <PlanSettings {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
