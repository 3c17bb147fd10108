import type { Interaction } from 'discord.js';
import pTimeout from 'p-timeout';
import { VektraError } from '../../domain/errors/errors.ts';
import type { BotContext } from '../context.ts';
import { type PipelineContext, runPipeline } from './pipeline.ts';
import {
  autocompleteMode,
  formMode,
  messageMode,
  progressMode,
  publicMode,
  updateMode,
} from './response-modes.ts';
import type {
  Form,
  FormHandler,
  FormOpener,
  Handler,
  HandlerRegistry,
  Invocation,
  MessageHandler,
} from './types.ts';

/** Finds an interaction's handler and runs it; interactions of unknown handlers are ignored. */
export async function dispatch(
  context: BotContext,
  handlers: HandlerRegistry,
  interaction: Interaction,
  stopSignal: AbortSignal,
): Promise<void> {
  const shared: PipelineContext = { context, handlers, stopSignal };
  if (interaction.isAutocomplete()) {
    const command = handlers.commands.get(interaction.commandName);
    return runPipeline(shared, {
      name: interaction.commandName,
      interaction,
      access: command ?? { access: 'anyone' },
      run: command?.autocomplete ?? (() => []),
      mode: autocompleteMode,
    });
  }
  if (interaction.isChatInputCommand()) {
    const name = interaction.commandName;
    return runHandler(shared, name, handlers.commands.get(name), interaction);
  }
  if (interaction.isUserContextMenuCommand()) {
    const name = interaction.commandName;
    return runHandler(shared, name, handlers.userCommands.get(name), interaction);
  }
  if (interaction.isMessageContextMenuCommand()) {
    const name = interaction.commandName;
    return runHandler(shared, name, handlers.messageCommands.get(name), interaction);
  }
  if (interaction.isButton()) {
    const id = handlerId(interaction.customId);
    return runHandler(shared, id, handlers.buttons.get(id), interaction);
  }
  if (interaction.isStringSelectMenu()) {
    const id = handlerId(interaction.customId);
    return runHandler(shared, id, handlers.selectMenus.get(id), interaction);
  }
  if (interaction.isModalSubmit()) {
    const name = handlerId(interaction.customId);
    const modal = handlers.modals.get(name);
    const stages = { name, interaction, access: modal ?? { access: 'anyone' } } as const;
    if (modal?.responseType === 'progress')
      await runPipeline(shared, { ...stages, run: modal.run, mode: progressMode });
    else if (modal) await runPipeline(shared, { ...stages, run: modal.run, mode: modeOf(modal) });
  }
}

function modeOf({
  responseType,
  isForEveryone,
}: Pick<MessageHandler<never>, 'responseType' | 'isForEveryone'>) {
  if (responseType === 'update') return updateMode;
  return isForEveryone ? publicMode : messageMode;
}

/** `route:action` of a custom id. */
const handlerId = (customId: string): string => customId.split(':', 2).join(':');

/** Discord waits 3 s for a form: each of the two steps that may read takes so much of them. */
const MAX_READ_MS = 1_200;

async function openForm<I>(handler: FormHandler<I>, invocation: Invocation<I>): Promise<Form> {
  const check = handler.check?.(invocation);
  if (check) await pTimeout(check, { milliseconds: MAX_READ_MS, fallback: () => {} });
  return pTimeout(Promise.resolve(handler.run(invocation)), {
    milliseconds: MAX_READ_MS,
    fallback: () => {
      throw new VektraError('form_slow');
    },
  });
}

async function runHandler<I extends FormOpener>(
  shared: PipelineContext,
  name: string,
  handler: Handler<I> | undefined,
  interaction: I,
): Promise<void> {
  switch (handler?.responseType) {
    case 'modal':
      return runPipeline(shared, {
        name,
        interaction,
        // Who is staff takes a query: it is checked when the form comes back.
        access: { access: handler.access === 'staff' ? 'member' : handler.access },
        run: (invocation) => openForm(handler, invocation),
        mode: formMode,
      });
    case 'progress':
      return runPipeline(shared, {
        name,
        interaction,
        access: handler,
        run: handler.run,
        mode: progressMode,
      });
    case 'message':
    case 'update':
      return runPipeline(shared, {
        name,
        interaction,
        access: handler,
        run: handler.run,
        mode: modeOf(handler),
      });
  }
}
