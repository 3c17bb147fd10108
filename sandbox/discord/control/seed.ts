import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Core } from '../core.ts';
import { DEFAULT_RULES } from '../rules.ts';
import { createApplication, installBot } from './applications.ts';
import { flag, id, operation } from './operation.ts';
import { createPerson } from './people.ts';
import { createServer } from './servers.ts';

/** Forgets everything, faults and rules included. Bots that are connected are cut off. */
export const reset = operation({
  method: 'POST',
  path: '/control/reset',
  input: z.object({}),
  async run(core) {
    core.gateway.closeAll();
    core.gateway.ignoredHeartbeats.clear();
    core.state.clear();
    core.interactions.clear();
    core.requestLog.clear();
    core.faults.clear();
    core.rateLimits.clear();
    core.oauthCodes.clear();
    core.nonces.clear();
    core.dmOpenings.clear();
    Object.assign(core.rules, DEFAULT_RULES);
    await core.files.clear();
    return { reset: true };
  },
});

/** What a label's bot is usually given. */
export const BOT_PERMISSIONS = (
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePrivateThreads |
  P.CreatePublicThreads |
  P.ManageThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.ReadMessageHistory |
  P.ManageMessages |
  P.PinMessages
).toString();

/**
 * A small label: an owner, staff, artists, a server with a private staff channel, and a bot.
 * Ids may be given so that they are the same each time.
 */
export const seed = operation({
  method: 'POST',
  path: '/control/seed',
  input: z.object({
    application: z
      .object({
        id: id.optional(),
        name: z.string().default('Vektra'),
        token: z.string().optional(),
        clientSecret: z.string().optional(),
        redirectUris: z.array(z.string()).default([]),
        intents: z.record(z.string(), flag).optional(),
      })
      .prefault({}),
    serverName: z.string().default('Nightfall Records'),
    serverId: id.optional(),
    installed: flag.default(true),
  }),
  async run(core, input) {
    const people = {
      owner: await createSeedPerson(core, 'mara', 'Mara Voss'),
      staff: await createSeedPerson(core, 'jonas', 'Jonas Reyes'),
      reviewer: await createSeedPerson(core, 'ines', 'Inès Laurent'),
      artist: await createSeedPerson(core, 'kite', 'KITE'),
      secondArtist: await createSeedPerson(core, 'lowtide', 'Low Tide'),
    };
    const application = await createApplication.run(
      core,
      createApplication.input.parse({ ...input.application, ownerId: people.owner }),
    );
    const server = await createServer.run(
      core,
      createServer.input.parse({
        id: input.serverId,
        name: input.serverName,
        ownerId: people.owner,
        roles: [{ name: 'Staff', mentionable: true }, { name: 'Artist' }],
        channels: [
          { name: 'welcome' },
          { name: 'general' },
          { name: 'demos', topic: 'Send us your music with /submit' },
          { name: 'staff', private: true, roles: ['Staff'] },
          { name: 'approved' },
        ],
        members: [
          { personId: people.staff, roles: ['Staff'] },
          { personId: people.reviewer, roles: ['Staff'] },
          { personId: people.artist, roles: ['Artist'] },
          { personId: people.secondArtist, roles: ['Artist'] },
        ],
      }),
    );
    const channels = Object.fromEntries(
      server.channels.map((channel) => [(channel as { name: string }).name, channel.id]),
    );
    if (input.installed) await installSeedBot(core, server.id, application.id, channels['staff']!);
    const roles = Object.fromEntries(server.roles.map((role) => [role.name, role.id]));
    return { application, serverId: server.id, people, channels, roles };
  },
});

async function createSeedPerson(core: Core, username: string, globalName: string): Promise<string> {
  const created = await createPerson.run(core, createPerson.input.parse({ username, globalName }));
  return created.id;
}

/** Installs the bot and lets it into the staff channel. */
async function installSeedBot(
  core: Core,
  serverId: string,
  applicationId: string,
  staffId: string,
) {
  await installBot.run(
    core,
    installBot.input.parse({ serverId, applicationId, permissions: BOT_PERMISSIONS }),
  );
  const allow = (P.ViewChannel | P.SendMessages).toString();
  core.state.channels
    .get(staffId)!
    .overwrites.push({ id: applicationId, type: 1, allow, deny: '0' });
}
