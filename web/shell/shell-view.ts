import type { DeferredSubmissionSummary } from '../../domain/contract.ts';
import type { FileUsage } from '../../domain/files/usage.ts';
import { PLAN_NAMES, type Plan, planIncludes } from '../../domain/plans/plans.ts';
import type { StorageSummary, StorageView } from '../../domain/storage/types.ts';
import type { Status } from '../../domain/submissions/status.ts';
import type { ServerSummary } from '../context.ts';
import { presentNotices } from './notices-view.ts';

/** A server in the rail, the picker and the palette. */
export const presentServer = (from: ServerSummary) => ({
  id: from.id,
  name: from.name,
  iconUrl: from.iconUrl,
  access: from.access,
  planName: PLAN_NAMES[from.plan],
});

export type Server = ReturnType<typeof presentServer>;

interface ShellInput {
  guildId: string;
  servers: ServerSummary[];
  plan: Plan;
  labelName: string | null;
  storage: StorageSummary | null;
  counts: Record<Status, number> | null;
  isAdmin: boolean;
  /** For admins only. */
  view: StorageView | null;
  parked: readonly DeferredSubmissionSummary[];
  files: FileUsage | null;
}

/** The data of a guild's shell. */
export function presentShell({
  guildId,
  servers,
  plan,
  labelName,
  storage,
  counts,
  isAdmin,
  view,
  parked,
  files,
}: ShellInput) {
  const currentServer = servers.find(({ id }) => id === guildId);
  return {
    guildId,
    serverName: currentServer?.name ?? labelName ?? '',
    labelName: labelName ?? currentServer?.name ?? '',
    plan,
    planName: PLAN_NAMES[plan],
    hasDashboard: planIncludes(plan, 'dashboard'),
    isAdmin,
    /** Null in a database of the label's own. */
    region: storage?.kind === 'managed' ? storage.regionName : null,
    isInOwnDatabase: storage?.kind === 'own',
    servers: servers.filter(({ access }) => access === 'open').map(presentServer),
    counts,
    notices: presentNotices(storage, view, parked, files),
  };
}

export type Shell = ReturnType<typeof presentShell>;
