import { REST, Routes } from 'discord.js';
import type { Catalogues } from '../domain/text/translator.ts';
import { en } from './catalogue.ts';
import { createCommands } from './dispatch/command-data.ts';
import { features } from './features.ts';

/**
 * Registers every command with Discord, for all servers.
 * @param config.catalogues the languages in which commands are named and described
 * @returns how many commands there are
 */
export async function deployCommands(config: {
  token: string;
  api: string;
  applicationId: string;
  catalogues?: Catalogues<typeof en>;
}): Promise<number> {
  const rest = new REST({ api: config.api, timeout: 15_000 }).setToken(config.token);
  const body = createCommands(features, config.catalogues ?? { en });
  await rest.put(Routes.applicationCommands(config.applicationId), { body });
  return body.length;
}
