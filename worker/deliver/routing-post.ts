import { presentRoutingPost } from '../../bot/messages/review/routing-post.ts';
import { planAt, planIncludes, toDecisionView } from '../../domain/index.ts';
import { sendOnce } from './send.ts';
import { type Deliver, NOTHING_TO_DO } from './types.ts';

/** Posts a decided demo in the channel that the label chose for it. */
export const postRoutedSubmission: Deliver = async (delivery) => {
  const { row, loaded, tenancy, guildId, isGuildChannel } = delivery;
  const view = row.refId ? toDecisionView(loaded, row.refId) : null;
  if (!view) return NOTHING_TO_DO;
  const channelId =
    view.status === 'approved'
      ? loaded.settings.approvedChannelId
      : loaded.settings.rejectedChannelId;
  if (!channelId) return NOTHING_TO_DO;
  const { grants } = await tenancy.getPlacement(guildId);
  if (!planIncludes(planAt(grants, Date.now()), 'routing')) return NOTHING_TO_DO;
  if (!(await isGuildChannel(channelId))) return NOTHING_TO_DO;
  await sendOnce(delivery, channelId, presentRoutingPost(delivery.t, loaded.view));
  return NOTHING_TO_DO;
};
