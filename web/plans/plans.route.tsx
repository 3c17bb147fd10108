import '../theme/form-styles.ts';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { noInput } from '../routing/schemas.server.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { PlanSettings } from './plan-settings.tsx';
import { presentPlans } from './plans-view.ts';
import { redeemForm } from './schemas.server.ts';
import { plansStrings } from './strings.en.ts';

export const loader = guildLoader({ access: 'staff' }, async ({ actor, operations, context }) => {
  const status = await operations.plans.getStatus(actor);
  return {
    plans: presentPlans(status),
    grants: status.grants,
    trial: status.trial,
    canChange: actor.isAdmin,
    isSold: status.offers.some(({ skuIds }) => skuIds.length > 0),
    now: Date.now(),
    requestIds: { trial: crypto.randomUUID(), redeem: crypto.randomUUID() },
    supportUrl: context.urls.support,
    supportServerUrl: context.urls.supportServer,
  };
});

/** What the page's forms get back. */
interface Results {
  trial: object;
  redeem: object;
}

export const action = guildAction<Results>()({
  access: 'admin',
  intents: {
    trial: {
      schema: noInput,
      run: async ({ actor, operations }) => {
        await operations.plans.startTrial(actor);
        return {};
      },
    },
    redeem: {
      schema: redeemForm,
      run: async ({ actor, operations, input }) => {
        await operations.plans.redeem(actor, input);
        return {};
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(plansStrings, (t) => ({ title: t('plans.title') }));

export default function Page() {
  return (
    <PlanSettings {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
