import { presentRouted } from '../../bot/presenters/routed.ts';
import { can, decisionView, planAt } from '../../domain/index.ts';
import { sendOnce } from './send.ts';
import { type Deliver, NOTHING_TO_DO } from './types.ts';

/** A decided demo is shown in the channel that the label chose for it. */
export const postRouted: Deliver = async (delivery) => {
  const { row, loaded, tenancy, guildId, isOwnChannel } = delivery;
  const view = row.refId ? decisionView(loaded, row.refId) : null;
  if (!view) return NOTHING_TO_DO;
  const channelId =
    view.status === 'approved'
      ? loaded.settings.approvedChannelId
      : loaded.settings.rejectedChannelId;
  if (!channelId) return NOTHING_TO_DO;
  const { grants } = await tenancy.placement(guildId);
  if (!can(planAt(grants, Date.now()), 'routing')) return NOTHING_TO_DO;
  if (!(await isOwnChannel(channelId))) return NOTHING_TO_DO;
  await sendOnce(delivery, channelId, presentRouted(loaded.view));
  return NOTHING_TO_DO;
};
