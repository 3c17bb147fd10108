import { randomUUID } from 'node:crypto';
import type { AutocompleteInteraction } from 'discord.js';
import { isVektraError } from '../../domain/errors/errors.ts';
import type { BotContext } from '../context.ts';
import type { Translator } from '../translator.ts';
import { guard } from './guard.ts';
import type { AccessRule, Invocation, RepliableInteraction } from './types.ts';

/** How interactions of kind `I` are answered whose handlers return `R`. */
export interface ResponseMode<I, R> {
  /** What Discord must get within 3 s; absent where the response itself is the first answer. */
  acknowledge?(interaction: I): Promise<void>;
  /**
   * Shows what `work`, which guards and runs the handler, returns.
   * @param onFirstResponse called when a person has an answer, if more may follow
   */
  render(
    interaction: I,
    work: () => Promise<R>,
    t: Translator,
    onFirstResponse: () => void,
  ): Promise<void>;
  renderError(interaction: I, failure: Failure): Promise<void>;
  /** Whether a person waits for it: then its duration is measured and a fault is an error. */
  isReply: boolean;
}

export interface Failure {
  error: unknown;
  /** Under which a fault is logged. */
  logId: string;
  context: BotContext;
  t: Translator;
}

export interface PipelineStages<I, R> {
  /** Names the handler in logs and metrics. */
  name: string;
  interaction: I;
  access: AccessRule;
  run(invocation: Invocation<I>): R | Promise<R>;
  mode: ResponseMode<I, R>;
}

/** What every invocation of one bot shares. */
export type PipelineContext = Pick<Invocation<never>, 'context' | 'handlers' | 'stopSignal'>;

/**
 * Takes one interaction from Discord to its response: acknowledge → guard → run → render. It never
 * rejects: an uncaught error would end a process that serves thousands of servers.
 */
export async function runPipeline<I extends RepliableInteraction | AutocompleteInteraction, R>(
  shared: PipelineContext,
  { name, interaction, access, run, mode }: PipelineStages<I, R>,
): Promise<void> {
  const { context } = shared;
  const t = context.translatorFor(interaction.locale);
  const startedAt = performance.now();
  let isObserved = false;
  const observe = (outcome: 'answered' | 'refused' | 'fault') => {
    if (mode.isReply && !isObserved)
      context.observeInteraction(name, outcome, performance.now() - startedAt);
    isObserved = true;
  };
  try {
    await mode.acknowledge?.(interaction);
    await mode.render(
      interaction,
      async () => {
        const actor = await guard(context, access, interaction);
        return run({ ...shared, interaction, actor, t });
      },
      t,
      () => observe('answered'),
    );
    observe('answered');
  } catch (error) {
    const isExpected = isVektraError(error);
    observe(isExpected ? 'refused' : 'fault');
    const logId = randomUUID().slice(0, 8);
    const logFields = {
      interactionId: interaction.id,
      guildId: interaction.guildId,
      handler: name,
      logId,
    };
    if (!isExpected && mode.isReply) context.log.error({ ...logFields, err: error }, 'bot.fault');
    else if (!isExpected) context.log.warn({ ...logFields, err: error }, 'bot.autocomplete');
    await mode
      .renderError(interaction, { error, logId, context, t })
      .catch((replyError) =>
        context.log.warn({ ...logFields, code: replyError?.code }, 'bot.response_lost'),
      );
  }
}
