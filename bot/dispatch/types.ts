import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
  UserContextMenuCommandInteraction,
} from 'discord.js';
import type {
  APIApplicationCommandBasicOption,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Feature } from '../../domain/plans/plans.ts';
import type { TranslationKey } from '../../domain/text/translator.ts';
import type { en } from '../catalogue.ts';
import type { BotContext } from '../context.ts';
import type { MessageBody } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

/**
 * Who may use a handler; checked before it runs, and again by the operation itself. `anyone`: also
 * outside a guild. A handler that declares nothing does not compile.
 */
export type RequiredAccess = 'anyone' | 'member' | 'staff' | 'admin';

export interface AccessRule {
  access: RequiredAccess;
  /** The feature that the guild's plan must include. */
  feature?: Feature;
}

export interface Invocation<I> {
  context: BotContext;
  interaction: I;
  /** In a direct message, where there is no guild: a person without rights. */
  actor: Actor;
  /** In the language of the person who acted. */
  t: Translator;
  handlers: HandlerRegistry;
  /** Aborted when the bot shuts down: a reply that is edited for minutes ends then. */
  stopSignal: AbortSignal;
}

/** What a form is made from. */
export type FormSource = Pick<Invocation<never>, 'context' | 'actor' | 't'>;

/** Interactions that Discord lets answer with a form; the submission of a form is none of them. */
export type FormOpener =
  | ChatInputCommandInteraction
  | UserContextMenuCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction;
export type RepliableInteraction = FormOpener | ModalSubmitInteraction;

export type Form = APIModalInteractionResponseCallbackData;
export type Suggestion = { name: string; value: string | number };

/**
 * Replies with a message: acknowledged at once, then edited. `update` changes the message whose
 * button was pressed, or opened the form; `message` sends a new one.
 */
export interface MessageHandler<I> {
  responseType: 'message' | 'update';
  /** A new message is seen by the whole channel; absent: by the person alone. */
  isForEveryone?: true;
  run(invocation: Invocation<I>): Promise<MessageBody>;
}

/** Replies with a message that is edited as the work advances. */
export interface ProgressHandler<I> {
  responseType: 'progress';
  run(invocation: Invocation<I>): AsyncIterable<MessageBody>;
}

/** Opens a form, which Discord takes only as the first response. */
export interface FormHandler<I> {
  responseType: 'modal';
  /**
   * Refuses before the form is filled in, by throwing a VektraError. The form opens when this takes
   * long: what it refuses is refused again when the form comes back.
   */
  check?(invocation: Invocation<I>): Promise<void>;
  /**
   * May read what the form is filled with, through an operation: who is staff was not checked yet.
   * When that takes long, the person is told to try again; forms that must always open read nothing.
   */
  run(invocation: Invocation<I>): Form | Promise<Form>;
}

export type Handler<I extends FormOpener> = AccessRule &
  (MessageHandler<I> | ProgressHandler<I> | FormHandler<I>);

type TextKey = TranslationKey<typeof en>;

/**
 * Names what the catalogues say of a command or an option: `<key>.description`, and in catalogues
 * other than English optionally `<key>.name`.
 */
export type CommandTextKey = TextKey extends infer Key
  ? Key extends `${infer Group}.description`
    ? Group
    : never
  : never;

/** As {@link CommandTextKey}, of texts that have a `<key>.name` too. */
type MenuCommandTextKey = CommandTextKey extends infer Key
  ? Key extends string
    ? `${Key}.name` extends TextKey
      ? Key
      : never
    : never
  : never;

type WithTextKey<Option> = Option extends unknown
  ? Omit<Option, 'description' | 'description_localizations' | 'name_localizations' | 'choices'> & {
      text: CommandTextKey;
      choices?: readonly { text: TextKey; value: string }[];
    }
  : never;

export type CommandOption = WithTextKey<APIApplicationCommandBasicOption>;

/**
 * Offered where its access rule can be met: in guilds, unless it is `anyone`'s; see
 * command-data.ts.
 */
export type SlashCommand = Handler<ChatInputCommandInteraction> & {
  name: string;
  text: CommandTextKey;
  options?: readonly CommandOption[];
  autocomplete?(invocation: Invocation<AutocompleteInteraction>): Promise<Suggestion[]>;
};

/**
 * In the “Apps” menu of a person or a message. Discord shows `name`, which is `<text>.name` in
 * English, and in other languages theirs; the description is for /help.
 */
interface MenuCommand {
  name: string;
  text: MenuCommandTextKey;
}

export type UserCommand = Handler<UserContextMenuCommandInteraction> & MenuCommand;

export type MessageCommand = Handler<MessageContextMenuCommandInteraction> & MenuCommand;

/** Registered under `route:action` of its custom ids, as menus and forms are. */
export type Button = Handler<ButtonInteraction> & { id: string };

export type SelectMenu = Handler<StringSelectMenuInteraction> & { id: string };

export type Modal = AccessRule &
  (MessageHandler<ModalSubmitInteraction> | ProgressHandler<ModalSubmitInteraction>) & {
    id: string;
    /** Whether its first argument is the key of an earlier form's values that belong to it. */
    keepsValues?: true;
    /**
     * The form when it is opened again; see `FormHandler.run`.
     * @param args of the form's custom id
     */
    createForm(source: FormSource, args: readonly string[]): Form | Promise<Form>;
  };

/** What a feature folder adds to the bot; its `feature.ts` exports one as `feature`. */
export interface BotFeature {
  commands?: readonly SlashCommand[];
  userCommands?: readonly UserCommand[];
  messageCommands?: readonly MessageCommand[];
  buttons?: readonly Button[];
  selectMenus?: readonly SelectMenu[];
  modals?: readonly Modal[];
}

/** Every handler of the bot, by what names it in an interaction. */
export interface HandlerRegistry {
  commands: ReadonlyMap<string, SlashCommand>;
  userCommands: ReadonlyMap<string, UserCommand>;
  messageCommands: ReadonlyMap<string, MessageCommand>;
  buttons: ReadonlyMap<string, Button>;
  selectMenus: ReadonlyMap<string, SelectMenu>;
  modals: ReadonlyMap<string, Modal>;
}
