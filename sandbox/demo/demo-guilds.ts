import { deployCommands } from '../../bot/index.ts';
import { BOT_PERMISSIONS, type LocalDiscord } from '../discord/index.ts';
import { LOCAL_APP } from '../local-environment.ts';

/** Who and what there is on the demo's Discord; the ids are kept, so a second start finds them. */
export const PEOPLE = {
  mara: { id: '1180000000000000101', username: 'mara', globalName: 'Mara Voss' },
  jonas: { id: '1180000000000000102', username: 'jonas', globalName: 'Jonas Reyes' },
  ines: { id: '1180000000000000103', username: 'ines', globalName: 'Inès Laurent' },
  kite: { id: '1180000000000000104', username: 'kite', globalName: 'KITE' },
  lowtide: { id: '1180000000000000105', username: 'lowtide', globalName: 'Low Tide' },
  minato: { id: '1180000000000000106', username: 'minato', globalName: 'ミナト' },
  bjorn: { id: '1180000000000000107', username: 'bjorn', globalName: 'Björn' },
  lucia: { id: '1180000000000000108', username: 'lucia', globalName: 'Lucía Vega' },
  omar: { id: '1180000000000000109', username: 'omar', globalName: 'Omar Haddad' },
};

export const NIGHTFALL = {
  id: '1180000000000000201',
  name: 'Nightfall Records',
  general: '1180000000000000211',
  demos: '1180000000000000212',
  staff: '1180000000000000213',
  approved: '1180000000000000214',
};

/** A second server, on the Free plan, where Vektra was just added. */
export const BASEMENT = {
  id: '1180000000000000301',
  name: 'Basement Tapes',
  general: '1180000000000000311',
  demos: '1180000000000000312',
  staff: '1180000000000000313',
};

const VIEW_AND_SEND = (1n << 10n) | (1n << 11n);

/** Makes the demo's Discord at the first start, and registers the commands at every one. */
export async function prepareDiscord(
  discord: LocalDiscord,
  redirectUri: string,
): Promise<{ isNew: boolean }> {
  const { control } = discord;
  const applications = await control.listApplications();
  const isNew = applications.length === 0;
  if (isNew) {
    await control.createApplication({ ...LOCAL_APP, redirectUris: [redirectUri] });
    await createDemoGuilds(discord);
  } else {
    await control.editApplication({
      applicationId: LOCAL_APP.id,
      redirectUris: [redirectUri],
      skus: LOCAL_APP.skus,
    });
  }
  await deployCommands({
    token: LOCAL_APP.token,
    api: `${discord.url}/api`,
    applicationId: LOCAL_APP.id,
  });
  return { isNew };
}

/** The demo's people and servers. The bot's application is there already. */
export async function createDemoGuilds(discord: LocalDiscord): Promise<void> {
  for (const person of Object.values(PEOPLE)) await discord.control.createPerson(person);
  await createDemoServer(discord, NIGHTFALL, PEOPLE.mara.id);
  await createDemoServer(discord, BASEMENT, PEOPLE.omar.id);
}

async function createDemoServer(
  { control }: LocalDiscord,
  server: typeof BASEMENT & { approved?: string },
  ownerId: string,
): Promise<void> {
  const staff = ['jonas', 'ines'] as const;
  await control.createServer({
    id: server.id,
    name: server.name,
    ownerId,
    roles: [{ name: 'A&R', color: 0x7c5cff, mentionable: true, permissions: 1n << 13n }],
    channels: [
      { id: server.general, name: 'general' },
      { id: server.demos, name: 'demos', topic: 'Send us your music with /submit' },
      { id: server.staff, name: 'demo-desk', private: true, roles: ['A&R'] },
      ...(server.approved ? [{ id: server.approved, name: 'signed' }] : []),
    ],
    members: Object.values(PEOPLE)
      .filter(({ id }) => id !== ownerId)
      .map(({ id, username }) => ({
        personId: id,
        roles: staff.some((name) => name === username) ? ['A&R'] : [],
      })),
  });
  await control.installBot({
    serverId: server.id,
    applicationId: LOCAL_APP.id,
    permissions: BOT_PERMISSIONS,
  });
  await control.editChannel({
    channelId: server.staff,
    private: true,
    roles: ['A&R'],
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: VIEW_AND_SEND }],
  });
}
