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
import type { Body } from '../presenters/body.ts';

/**
 * Who may use a handler; checked before it runs, and again by the act itself. `anyone`: also outside
 * a guild. What declares nothing does not compile.
 */
export type Needs = 'anyone' | 'member' | 'staff' | 'admin';

export interface Rule {
  needs: Needs;
  /** The feature that the guild's plan must have. */
  feature?: Feature;
}

/** A handler in a guild has an actor; `anyone` handlers run without. */
export interface Call<I> {
  context: BotContext;
  interaction: I;
  actor: Actor;
  /** Aborted when the bot is to end: an answer that goes on for minutes stops then. */
  stopping: AbortSignal;
}

/**
 * Answers with a message: acknowledged at once, then edited. `modal` answers with a form, which
 * Discord wants as the very first answer: it must not ask a database. `update` changes the message
 * whose button was pressed. `progress` answers with a message that is edited as work goes on.
 */
export type Handler<I> =
  | { answers: 'message' | 'update'; run(call: Call<I>): Promise<Body> }
  | { answers: 'progress'; run(call: Call<I>): AsyncIterable<Body> }
  | { answers: 'modal'; run(call: Call<I>): APIModalInteractionResponseCallbackData };

export type SlashCommand = Rule &
  Handler<ChatInputCommandInteraction> & {
    data: RESTPostAPIChatInputApplicationCommandsJSONBody;
    autocomplete?(
      call: Call<AutocompleteInteraction>,
    ): Promise<{ name: string; value: string | number }[]>;
  };

/** Registered under `route:act` of its custom ids. */
export type Component = Rule &
  Handler<ButtonInteraction | StringSelectMenuInteraction> & { id: string };

export type Modal = Rule & {
  id: string;
  answers: 'message';
  /** The form itself. @param args of its custom id */
  form(args: readonly string[]): APIModalInteractionResponseCallbackData;
  run(call: Call<ModalSubmitInteraction>): Promise<Body>;
};
