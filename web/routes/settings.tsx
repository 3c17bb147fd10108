import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { titled } from '../catalogues/titled.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { presentSettings } from '../presenters/settings.ts';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepForm } from '../routing/keep-form.ts';
import { labelForm } from '../routing/schemas.server.ts';
import { LabelSettings } from '../settings/label-settings.tsx';

export const loader = guildLoader(
  { needs: 'admin', feature: 'dashboard' },
  async ({ actor, acts }) => ({
    settings: presentSettings(await acts.settings.read(actor)),
    requestId: crypto.randomUUID(),
  }),
);

export const action = guildAction({
  needs: 'admin',
  feature: 'dashboard',
  intents: {
    rename: {
      schema: labelForm,
      run: async ({ actor, acts, input: { labelName } }) => {
        await acts.settings.rename(actor, { labelName });
        return {};
      },
    },
  },
});

export const clientAction = keepForm;

export const meta: MetaFunction = () => titled('settings.title');

export default function Page() {
  return (
    <LabelSettings {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
