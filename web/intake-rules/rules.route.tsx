import '../theme/form-styles.ts';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PanelError } from '../errors/panel-error.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { nullIfUnavailable } from '../routing/null-if-unavailable.server.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { presentHours } from './hours-view.ts';
import { type RulesResults, RulesSettings } from './rules-settings.tsx';
import { presentBlocked, presentRules } from './rules-view.ts';
import { hoursForm, intakeForm, rulesForm, unblockForm } from './schemas.server.ts';
import { rulesStrings } from './strings.en.ts';

export const loader = guildLoader(
  { access: 'admin', feature: 'dashboard' },
  async ({ actor, operations, context }) => {
    const [settings, blocked, choices] = await Promise.all([
      operations.settings.get(actor),
      operations.blockedArtists.list(actor),
      nullIfUnavailable(context.guildChoices(actor)),
    ]);
    return {
      rules: presentRules(settings),
      hours: presentHours(settings),
      roles: choices?.roles ?? null,
      blocked: presentBlocked(blocked),
      requestIds: {
        intake: crypto.randomUUID(),
        hours: crypto.randomUUID(),
        rules: crypto.randomUUID(),
        unblock: crypto.randomUUID(),
      },
    };
  },
);

export const action = guildAction<RulesResults>()({
  access: 'admin',
  feature: 'dashboard',
  intents: {
    intake: {
      schema: intakeForm,
      run: async ({ actor, operations, input: { isOpen, revision } }) => {
        await operations.intakeRules.setIntake(actor, { isOpen, revision });
        return {};
      },
    },
    hours: {
      schema: hoursForm,
      run: async ({ actor, operations, input: { requestId: _, ...hours } }) => {
        await operations.intakeRules.setHours(actor, hours);
        return {};
      },
    },
    rules: {
      schema: rulesForm,
      run: async ({ actor, operations, input: { requestId: _, hasRoles, ...rules } }) => {
        const requiredRoleIds = hasRoles ? (rules.requiredRoleIds ?? []) : undefined;
        await operations.intakeRules.setRules(actor, { ...rules, requiredRoleIds });
        return {};
      },
    },
    unblock: {
      schema: unblockForm,
      run: async ({ actor, operations, input: { artistId } }) => {
        await operations.blockedArtists.unblock(actor, { artistId });
        return {};
      },
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(rulesStrings, (t) => ({ title: t('rules.title') }));

export default function Page() {
  return (
    <RulesSettings {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
