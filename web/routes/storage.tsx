import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { titled } from '../catalogues/titled.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { presentStorage } from '../presenters/settings.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { StorageSettings } from '../settings/storage-settings.tsx';

/** On every plan: a guild that went down to Free must be able to leave. */
export const loader = guildLoader({ needs: 'admin' }, async ({ actor, acts }) =>
  presentStorage(await acts.settings.storage(actor)),
);

export const meta: MetaFunction = () => titled('settings.storage_title');

export default function Page() {
  return <StorageSettings storage={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = PanelError;
