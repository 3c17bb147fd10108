import type { Plan } from '../../domain/plans/plans.ts';
import type { Status } from '../../domain/submissions/status.ts';

export interface FrameData {
  guildId: string;
  labelName: string;
  plan: Plan;
  counts: Record<Status, number>;
  isAdmin: boolean;
  viewer: { name: string; avatarUrl: string | null };
  servers: { id: string; name: string; iconUrl: string | null }[];
  supportUrl: string;
}
