import '../theme/form-styles.ts';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { nullIfUnavailable } from '../routing/null-if-unavailable.server.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { pageMeta } from '../strings/page-meta.ts';
import type { LabelSettingsResults } from './label-settings.tsx';
import { LabelSettings } from './label-settings.tsx';
import { presentSettings } from './label-settings-view.ts';
import {
  labelForm,
  postFilesForm,
  showListensForm,
  staffRolesForm,
  timeZoneForm,
} from './schemas.server.ts';
import { settingsStrings } from './strings.en.ts';
import { presentTimeZone } from './time-zone-view.server.ts';

export const loader = guildLoader(
  { access: 'admin', feature: 'dashboard' },
  async ({ actor, operations, context }) => {
    const [settings, choices] = await Promise.all([
      operations.settings.get(actor),
      nullIfUnavailable(context.guildChoices(actor)),
    ]);
    return {
      settings: presentSettings(settings, choices),
      timeZone: presentTimeZone(settings, Date.now()),
      requestIds: {
        rename: crypto.randomUUID(),
        timeZone: crypto.randomUUID(),
        staffRoles: crypto.randomUUID(),
        showListens: crypto.randomUUID(),
        postFiles: crypto.randomUUID(),
      },
    };
  },
);

export const action = guildAction<LabelSettingsResults>()({
  access: 'admin',
  feature: 'dashboard',
  intents: {
    rename: {
      schema: labelForm,
      run: async ({ actor, operations, input }) => {
        await operations.settings.renameLabel(actor, input);
        return {};
      },
    },
    time_zone: {
      schema: timeZoneForm,
      run: async ({ actor, operations, input: { timeZone, revision } }) => {
        await operations.settings.setTimeZone(actor, { timeZone, revision });
        return {};
      },
    },
    staff_roles: {
      schema: staffRolesForm,
      run: async ({ actor, operations, input: { roleIds, revision } }) => {
        await operations.settings.setStaffRoles(actor, { roleIds, revision });
        return {};
      },
    },
    show_listens: {
      schema: showListensForm,
      run: async ({ actor, operations, input: { isShownToArtists, revision } }) => {
        await operations.listens.showToArtists(actor, { isShownToArtists, revision });
        return {};
      },
    },
    post_files: {
      schema: postFilesForm,
      run: async ({ actor, operations, input: { isPostedOnDiscord, revision } }) => {
        await operations.files.postOnDiscord(actor, { isPostedOnDiscord, revision });
        return {};
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(settingsStrings, (t) => ({ title: t('settings.title') }));

export default function Page() {
  return (
    <LabelSettings {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
