import {
  type APIApplicationCommandOption,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { type Catalogue, type Catalogues, findText } from '../../domain/text/translator.ts';
import type {
  BotFeature,
  CommandOption,
  MessageCommand,
  RequiredAccess,
  SlashCommand,
  UserCommand,
} from './types.ts';

/** Artists, who lack it, are not offered what only staff can use. */
export const STAFF_COMMANDS_PERMISSION = PermissionFlagsBits.ManageMessages;

/** What Discord is told of every command, with its texts in each language that has a catalogue. */
export const createCommands = (
  features: readonly BotFeature[],
  catalogues: Catalogues<Catalogue>,
): RESTPostAPIApplicationCommandsJSONBody[] =>
  features.flatMap(({ commands = [], userCommands = [], messageCommands = [] }) => [
    ...commands.map((each) => createCommandData(each, catalogues)),
    ...userCommands.map((each) =>
      createMenuCommandData(each, ApplicationCommandType.User, catalogues),
    ),
    ...messageCommands.map((each) =>
      createMenuCommandData(each, ApplicationCommandType.Message, catalogues),
    ),
  ]);

export const createCommandData = (
  { name, text, access, options }: SlashCommand,
  catalogues: Catalogues<Catalogue>,
): RESTPostAPIChatInputApplicationCommandsJSONBody => ({
  name,
  ...describe(text, catalogues),
  ...(options ? { options: options.map((each) => createOption(each, catalogues)) } : {}),
  ...restrict(access),
});

/** Discord takes no description of a command in a menu. */
const createMenuCommandData = (
  { name, text, access }: UserCommand | MessageCommand,
  type: ApplicationCommandType.User | ApplicationCommandType.Message,
  catalogues: Catalogues<Catalogue>,
): RESTPostAPIContextMenuApplicationCommandsJSONBody => ({
  type,
  name,
  ...localizations('name_localizations', `${text}.name`, catalogues),
  ...restrict(access),
});

/** Where a command is offered, and to whom. */
function restrict(access: RequiredAccess) {
  const defaultPermission = DEFAULT_PERMISSIONS[access];
  return {
    ...(access === 'anyone'
      ? {}
      : {
          contexts: [InteractionContextType.Guild],
          integration_types: [ApplicationIntegrationType.GuildInstall],
        }),
    ...(defaultPermission === undefined
      ? {}
      : { default_member_permissions: String(defaultPermission) }),
  };
}

/**
 * Discord offers the command to members with this permission, and to those whom an admin adds in
 * the server's integration settings. Who may use it is checked by the guard.
 */
const DEFAULT_PERMISSIONS: Partial<Record<RequiredAccess, bigint>> = {
  staff: STAFF_COMMANDS_PERMISSION,
  admin: PermissionFlagsBits.ManageGuild,
};

function createOption(
  { text, choices, ...option }: CommandOption,
  catalogues: Catalogues<Catalogue>,
): APIApplicationCommandOption {
  return {
    ...option,
    ...describe(text, catalogues),
    ...(choices
      ? {
          choices: choices.map((choice) => ({
            name: findText(catalogues.en, choice.text) ?? choice.text,
            ...localizations('name_localizations', choice.text, catalogues),
            value: choice.value,
          })),
        }
      : {}),
  } as APIApplicationCommandOption;
}

const describe = (text: string, catalogues: Catalogues<Catalogue>) => ({
  description: findText(catalogues.en, `${text}.description`) ?? text,
  ...localizations('name_localizations', `${text}.name`, catalogues),
  ...localizations('description_localizations', `${text}.description`, catalogues),
});

/** A field of Discord's with the texts of every language but English; none when there are none. */
function localizations(
  field: 'name_localizations' | 'description_localizations',
  key: string,
  catalogues: Catalogues<Catalogue>,
): { [K in typeof field]?: Record<string, string> } {
  const texts = Object.entries(catalogues).flatMap(([locale, catalogue]) => {
    const text = locale === 'en' ? undefined : findText(catalogue, key);
    return text === undefined ? [] : [[locale, text] as const];
  });
  return texts.length > 0 ? { [field]: Object.fromEntries(texts) } : {};
}
