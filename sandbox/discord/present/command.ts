import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { CommandRecord } from '../state/types.ts';

export function presentCommand(command: CommandRecord): APIApplicationCommand {
  return {
    id: command.id,
    application_id: command.applicationId,
    ...(command.guildId ? { guild_id: command.guildId } : {}),
    version: command.version,
    type: command.type,
    name: command.name,
    name_localizations: command.nameLocalizations,
    description: command.description,
    description_localizations: command.descriptionLocalizations,
    default_member_permissions: command.defaultMemberPermissions,
    dm_permission: command.contexts === null || command.contexts.includes(1),
    ...(command.guildId
      ? {}
      : { contexts: command.contexts, integration_types: command.integrationTypes }),
    nsfw: command.nsfw,
    ...(command.options.length > 0 ? { options: command.options } : {}),
  } as unknown as APIApplicationCommand;
}
