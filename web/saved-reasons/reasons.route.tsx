import '../theme/form-styles.ts';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { type ReasonsResults, ReasonsSettings } from './reasons-settings.tsx';
import { presentReasons } from './reasons-view.ts';
import { reasonChangeForm, reasonForm, reasonIdForm } from './schemas.server.ts';
import { reasonsStrings } from './strings.en.ts';

export const loader = guildLoader(
  { access: 'staff', feature: 'saved_reasons' },
  async ({ actor, operations }) => ({
    reasons: presentReasons(await operations.savedReasons.list(actor)),
    requestIds: {
      add: crypto.randomUUID(),
      change: crypto.randomUUID(),
      row: crypto.randomUUID(),
    },
  }),
);

export const action = guildAction<ReasonsResults>()({
  access: 'staff',
  feature: 'saved_reasons',
  intents: {
    add_reason: {
      schema: reasonForm,
      run: ({ actor, operations, input }) => operations.savedReasons.add(actor, input),
    },
    change_reason: {
      schema: reasonChangeForm,
      run: async ({ actor, operations, input: { requestId: _, ...change } }) => {
        await operations.savedReasons.change(actor, change);
        return {};
      },
    },
    move_up: {
      schema: reasonIdForm,
      run: async ({ actor, operations, input }) => {
        await operations.savedReasons.move(actor, { ...input, direction: 'up' });
        return {};
      },
    },
    move_down: {
      schema: reasonIdForm,
      run: async ({ actor, operations, input }) => {
        await operations.savedReasons.move(actor, { ...input, direction: 'down' });
        return {};
      },
    },
    remove_reason: {
      schema: reasonIdForm,
      run: async ({ actor, operations, input: { reasonId } }) => {
        await operations.savedReasons.remove(actor, { reasonId });
        return {};
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(reasonsStrings, (t) => ({ title: t('reasons.title') }));

export default function Page() {
  return (
    <ReasonsSettings {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
