import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type {
  APIModalInteractionResponseCallbackData,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Feature } from '../../domain/plans/plans.ts';
import type { BotContext } from '../context.ts';
import type { MessageBody } from '../presenters/message.ts';

/**
 * Who may use a handler; checked before it runs, and again by the act itself. `anyone`: also outside
 * a guild. What declares nothing does not compile.
 */
export type RequiredAccess = 'anyone' | 'member' | 'staff' | 'admin';

export interface AccessRule {
  access: RequiredAccess;
  /** The feature that the guild's plan must have. */
  feature?: Feature;
}

/** A handler in a guild has an actor; `anyone` handlers run without. */
export interface Invocation<I> {
  context: BotContext;
  interaction: I;
  actor: Actor;
  /** Aborted when the bot is to end: an answer that goes on for minutes stops then. */
  stopSignal: AbortSignal;
}

/**
 * Answers with a message: acknowledged at once, then edited. `modal` answers with a form, which
 * Discord wants as the very first answer: it must not ask a database. `update` changes the message
 * whose button was pressed. `progress` answers with a message that is edited as work goes on.
 */
export type Handler<I> =
  | { responseType: 'message' | 'update'; run(invocation: Invocation<I>): Promise<MessageBody> }
  | { responseType: 'progress'; run(invocation: Invocation<I>): AsyncIterable<MessageBody> }
  | {
      responseType: 'modal';
      run(invocation: Invocation<I>): APIModalInteractionResponseCallbackData;
    };

export type SlashCommand = AccessRule &
  Handler<ChatInputCommandInteraction> & {
    data: RESTPostAPIChatInputApplicationCommandsJSONBody;
    autocomplete?(
      invocation: Invocation<AutocompleteInteraction>,
    ): Promise<{ name: string; value: string | number }[]>;
  };

/** Registered under `route:act` of its custom ids. */
export type Component = AccessRule &
  Handler<ButtonInteraction | StringSelectMenuInteraction> & { id: string };

export type Modal = AccessRule & {
  id: string;
  responseType: 'message';
  /** The form itself. @param args of its custom id */
  createForm(args: readonly string[]): APIModalInteractionResponseCallbackData;
  run(invocation: Invocation<ModalSubmitInteraction>): Promise<MessageBody>;
};
