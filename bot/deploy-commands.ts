import { REST, Routes } from 'discord.js';
import { commands } from './commands/index.ts';

/** Registers every command, for all servers. @returns how many */
export async function deployCommands(config: {
  token: string;
  api: string;
  applicationId: string;
}): Promise<number> {
  const rest = new REST({ api: config.api, timeout: 15_000 }).setToken(config.token);
  const body = [...commands.values()].map(({ data }) => data);
  await rest.put(Routes.applicationCommands(config.applicationId), { body });
  return body.length;
}
