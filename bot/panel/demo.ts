import type {
  ButtonInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { type ErrorCode, isVektraError } from '../../domain/errors/errors.ts';
import { isDecision, isStatus } from '../../domain/submissions/status.ts';
import type { DecisionState } from '../../domain/submissions/types.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Button, FormSource, Invocation, Modal, SelectMenu } from '../dispatch/types.ts';
import { parseNumberArg } from '../messages/custom-id.ts';
import { formatError } from '../messages/errors/errors.ts';
import { toUnixSeconds } from '../messages/markdown.ts';
import type { MessageBody } from '../messages/message.ts';
import { createRejectForm } from '../review/index.ts';
import { getChosenReasonId, readReasonsForForm } from '../saved-reasons/index.ts';
import type { Translator } from '../translator.ts';
import { createPanelId, type Place, parsePanelId } from './place.ts';
import { presentDemo } from './present-demo.ts';

type PanelInvocation = Invocation<
  ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction
>;

/** Refusals because of what the demo has become: it is shown as it is now. */
const OVERTAKEN_CODES: ReadonlySet<ErrorCode> = new Set([
  'already_decided',
  'not_allowed_now',
  'undo_expired',
]);

export const openDemo: SelectMenu = {
  id: 'panel:open',
  access: 'staff',
  responseType: 'update',
  run: (invocation) => {
    const { place } = parsePanelId(invocation.interaction.customId);
    return loadDemo(invocation, place, parseNumberArg(invocation.interaction.values));
  },
};

export const refreshDemo: Button = {
  id: 'panel:demo',
  access: 'staff',
  responseType: 'update',
  run: (invocation) => changeDemo(invocation, async () => null),
};

export const approveDemo: Button = {
  id: 'panel:approve',
  access: 'staff',
  responseType: 'update',
  run: (invocation) =>
    changeDemo(invocation, async (number) =>
      formatDecision(
        invocation.t,
        number,
        await invocation.context.operations.review.decide(invocation.actor, {
          requestId: toRequestId(invocation.interaction),
          number,
          decision: 'approved',
        }),
      ),
    ),
};

const createForm = async (
  { context, actor, t }: FormSource,
  { place, number }: { place: Place; number: number },
) =>
  createRejectForm(
    t,
    number,
    await readReasonsForForm(context, actor),
    createPanelId('reject', place, number),
  );

export const openRejectForm: Button = {
  id: 'panel:reject',
  access: 'staff',
  responseType: 'modal',
  run: (invocation) => createForm(invocation, parsePanelId(invocation.interaction.customId)),
};

export const rejectDemo: Modal = {
  id: 'panel:reject',
  access: 'staff',
  responseType: 'update',
  createForm: (source, args) =>
    createForm(source, parsePanelId(['panel', 'reject', ...args].join(':'))),
  run: (invocation) =>
    changeDemo(invocation, async (number) =>
      formatDecision(
        invocation.t,
        number,
        await invocation.context.operations.review.decide(invocation.actor, {
          requestId: toRequestId(invocation.interaction),
          number,
          decision: 'rejected',
          reason: invocation.interaction.fields.getTextInputValue('reason'),
          savedReasonId: getChosenReasonId(invocation.interaction),
        }),
      ),
    ),
};

export const undoDecision: Button = {
  id: 'panel:undo',
  access: 'staff',
  responseType: 'update',
  run: (invocation) =>
    changeDemo(invocation, async (number) => {
      const { context, interaction, actor, t } = invocation;
      const requestId = toRequestId(interaction);
      const status = await context.operations.review.undo(actor, { requestId, number });
      return t('review.undone', { number, status: t(`submissions.status.${status}`) });
    }),
};

export const chooseStatus: SelectMenu = {
  id: 'panel:status',
  access: 'staff',
  responseType: 'update',
  run: (invocation) =>
    changeDemo(invocation, async (number) => {
      const { context, interaction, actor, t } = invocation;
      const [status] = interaction.values;
      // Decisions have buttons of their own, with a reason and a way back.
      if (!isStatus(status) || isDecision(status)) return null;
      const requestId = toRequestId(interaction);
      const result = await context.operations.review.setStatus(actor, {
        requestId,
        number,
        status,
      });
      return t('review.status_set', { number, status: t(`submissions.status.${result}`) });
    }),
};

/** Changes the demo that the panel shows, and shows it as it is then. */
async function changeDemo<I extends PanelInvocation['interaction']>(
  invocation: Invocation<I>,
  change: (number: number) => Promise<string | null>,
): Promise<MessageBody> {
  const { place, number } = parsePanelId(invocation.interaction.customId);
  try {
    return await loadDemo(invocation, place, number, await change(number));
  } catch (error) {
    if (!isVektraError(error) || !OVERTAKEN_CODES.has(error.code)) throw error;
    return loadDemo(invocation, place, number, formatError(invocation.t, error, ''));
  }
}

/** @param notice what has just happened */
async function loadDemo<I>(
  { context, actor, t }: Invocation<I>,
  place: Place,
  number: number,
  notice: string | null = null,
): Promise<MessageBody> {
  const [card, plan] = await Promise.all([
    context.operations.review.getCard(actor, number),
    context.operations.plans.get(actor),
  ]);
  return presentDemo(t, { ...card, plan, place, notice, publicUrl: context.urls.public });
}

function formatDecision(
  t: Translator,
  number: number,
  { status, undoUntil }: DecisionState,
): string {
  const values = { number, status: t(`submissions.status.${status}`) };
  return undoUntil === null || undoUntil <= Date.now()
    ? t('panel.decided', values)
    : t('panel.decided_until', { ...values, seconds: toUnixSeconds(undoUntil) });
}
