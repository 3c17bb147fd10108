import '../theme/form-styles.ts';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { checkChannels } from './check-channels.ts';
import { type RoutingResults, RoutingSettings } from './routing-settings.tsx';
import { presentRouting } from './routing-view.ts';
import { routingForm } from './schemas.server.ts';
import { routingStrings } from './strings.en.ts';

export const loader = guildLoader(
  { access: 'admin', feature: 'dashboard' },
  async ({ actor, operations, context }) => {
    const [settings, { channels }] = await Promise.all([
      operations.settings.get(actor),
      context.guildChoices(actor),
    ]);
    return { routing: presentRouting(settings), channels, requestId: crypto.randomUUID() };
  },
);

export const action = guildAction<RoutingResults>()({
  access: 'admin',
  feature: 'dashboard',
  intents: {
    routing: {
      schema: routingForm,
      run: async ({ actor, operations, context, input: { requestId: _, ...routing } }) => {
        const { revision, ...chosen } = routing;
        checkChannels(await context.guildChoices(actor), chosen);
        await operations.review.setRouting(actor, { ...chosen, revision });
        return {};
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(routingStrings, (t) => ({ title: t('routing.title') }));

export default function Page() {
  return (
    <RoutingSettings {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
