import type { PlanStatus } from '../../domain/plans/get-status.ts';
import { PLAN_NAMES } from '../../domain/plans/plans.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { toUnixSeconds } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

/** What this server has, from which source, until when. */
export const proStatus: SlashCommand = {
  access: 'member',
  responseType: 'message',
  name: 'pro_status',
  text: 'plans.command.pro_status',
  async run({ context, actor, t }) {
    const { plan, grants } = await context.operations.plans.getStatus(actor);
    return createMessage(
      textDisplay(
        [
          t('plans.title', { plan: PLAN_NAMES[plan] }),
          ...(grants.length > 0
            ? grants.map((grant) => `- ${formatGrant(t, grant, Date.now())}`)
            : [t('plans.no_grants')]),
        ].join('\n'),
      ),
    );
  },
};

function formatGrant(
  t: Translator,
  { plan, source, startsAt, endsAt }: PlanStatus['grants'][number],
  now: number,
): string {
  const values = {
    plan: PLAN_NAMES[plan],
    source: t(`plans.source.${source}`),
    startSeconds: toUnixSeconds(startsAt),
    endSeconds: toUnixSeconds(endsAt ?? 0),
  };
  if (startsAt > now)
    return t(endsAt === null ? 'plans.grant.from' : 'plans.grant.between', values);
  return t(endsAt === null ? 'plans.grant.endless' : 'plans.grant.until', values);
}
