import { presentRoutingPost } from '../../bot/messages/review/routing-post.ts';
import { type LoadedDecision, planAt, planIncludes } from '../../domain/index.ts';
import { sendOnce } from '../deliver/send.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from '../deliver/types.ts';

/** Posts a decided demo in the channel that the label chose for it. */
export async function postRoutedSubmission(
  delivery: Delivery<LoadedDecision>,
): Promise<DeliveryResult> {
  const { loaded, tenancy, guildId, isGuildChannel } = delivery;
  const channelId =
    loaded.decision.status === 'approved'
      ? loaded.settings.routing.approvedChannelId
      : loaded.settings.routing.rejectedChannelId;
  if (!channelId) return NOTHING_TO_DO;
  const { grants } = await tenancy.getPlacement(guildId);
  if (!planIncludes(planAt(grants, Date.now()), 'routing')) return NOTHING_TO_DO;
  if (!(await isGuildChannel(channelId))) return NOTHING_TO_DO;
  await sendOnce(delivery, channelId, presentRoutingPost(delivery.t, loaded.view));
  return NOTHING_TO_DO;
}
