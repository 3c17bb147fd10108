import '../theme/form-styles.ts';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { templatesForm } from './schemas.server.ts';
import { templatesStrings } from './strings.en.ts';
import { type TemplatesResults, TemplatesSettings } from './templates-settings.tsx';
import { presentTemplates } from './templates-view.ts';

export const loader = guildLoader(
  { access: 'admin', feature: 'dashboard' },
  async ({ actor, operations }) => ({
    templates: presentTemplates(await operations.settings.get(actor)),
    requestId: crypto.randomUUID(),
  }),
);

export const action = guildAction<TemplatesResults>()({
  access: 'admin',
  feature: 'dashboard',
  intents: {
    templates: {
      schema: templatesForm,
      run: async ({ actor, operations, input: { requestId: _, ...templates } }) => {
        await operations.templates.set(actor, templates);
        return {};
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(templatesStrings, (t) => ({ title: t('templates.title') }));

export default function Page() {
  return (
    <TemplatesSettings
      {...useLoaderData<typeof loader>()}
      outcome={useActionData<typeof action>()}
    />
  );
}

export const ErrorBoundary = PanelError;
