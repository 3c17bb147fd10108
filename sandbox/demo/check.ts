import { spawn } from 'node:child_process';
import path from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import type { LocalDiscord } from '../discord/index.ts';
import { LOCAL_APP } from '../world/environment.ts';
import { green, red, say } from './screen.ts';
import { browserLess } from './visitor.ts';
import { BASEMENT, PEOPLE } from './world.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Addresses {
  dashboard: string;
  envFile: string;
  servers: { discord: LocalDiscord };
}

/** Says which expectation of the walk was not met. */
class WalkError extends Error {}

const expect = (ok: boolean, what: string, seen: unknown): void => {
  if (!ok) throw new WalkError(`${what}; seen: ${JSON.stringify(seen)?.slice(0, 600)}`);
};

/**
 * The walk without a person: a fresh server is set up, a demo is sent, approved on Discord, another
 * one rejected on the dashboard, and both sides write to each other.
 * @returns whether all of it worked
 */
export async function walk({ dashboard, envFile, servers }: Addresses): Promise<boolean> {
  const { control } = servers.discord;
  const { mara: _, omar: admin, jonas: staff, kite: artist } = PEOPLE;
  const guild = BASEMENT;
  const command = (
    person: { id: string },
    channelId: string,
    name: string,
    options: Record<string, string | number> = {},
  ) => control.runCommand({ personId: person.id, channelId, command: name, options, settle: true });
  const says = (value: unknown, text: string) =>
    expect(JSON.stringify(value).includes(text), `expected “${text}”`, value);
  const waitFor = (condition: Parameters<typeof control.wait>[0]) =>
    control.wait({ timeoutMs: 60_000, ...condition }) as Promise<APIMessage>;
  const submit = async (title: string, link: string) => {
    const form = await command(artist, guild.demos, 'submit');
    if (form.kind !== 'modal') throw new WalkError(`no form: ${JSON.stringify(form)}`);
    return control.submitModal({
      personId: artist.id,
      modalId: form.modalId,
      values: { artistName: 'KITE', trackTitle: title, trackUrl: link, genre: '', message: '' },
      settle: true,
    });
  };
  const visitor = browserLess(dashboard, servers.discord.url);

  const steps: [string, () => Promise<void>][] = [
    [
      '/start, on a server that Vektra was just added to',
      async () => {
        says(await command(artist, guild.demos, 'my_subs'), 'not set up');
        says(await command(admin, guild.general, 'start', { label_name: 'Basement' }), 'Welcome');
      },
    ],
    [
      '/setup_staff refuses a channel that everyone sees',
      async () => {
        says(
          await command(admin, guild.general, 'setup_staff', { channel: guild.general }),
          'Everyone can see',
        );
      },
    ],
    [
      '/setup_staff and /setup: all green',
      async () => {
        says(
          await command(admin, guild.general, 'setup_staff', { channel: guild.staff }),
          'Demos arrive in',
        );
        says(await command(admin, guild.general, 'setup'), 'All set');
      },
    ],
    [
      'the Free plan says what the dashboard needs',
      async () => {
        await visitor.logIn(admin.id);
        const page = await visitor.get(`/g/${guild.id}/submissions`);
        expect(
          page.status === 402 && page.text.includes('Pro'),
          'a page that names the plan',
          page.status,
        );
      },
    ],
    [
      'an operator grants Pro',
      async () => {
        says(
          await vektra(envFile, ['plan', 'grant', guild.id, 'pro', '--reason', 'the walk']),
          'is on Pro',
        );
      },
    ],
    [
      '/submit: the artist gets number 1, staff get card and thread',
      async () => {
        says(await submit('Glass Horizon', 'https://soundcloud.com/kite/glass'), 'Demo #1 is in');
        await waitFor({ channelId: guild.staff, contains: 'Glass Horizon' });
      },
    ],
    [
      'Approve on Discord: the card says who',
      async () => {
        const card = await waitFor({ channelId: guild.staff, contains: 'Glass Horizon' });
        says(
          await control.pressButton({
            personId: staff.id,
            channelId: guild.staff,
            messageId: card.id,
            customId: 'card:approve:1',
            settle: true,
          }),
          'Approved **#1**',
        );
        await waitFor({ channelId: guild.staff, messageId: card.id, contains: `<@${staff.id}>` });
      },
    ],
    [
      'a second demo, rejected on the dashboard',
      async () => {
        says(await submit('Second Light', 'https://soundcloud.com/kite/second'), 'Demo #2 is in');
        await visitor.post(`/g/${guild.id}/submissions/2`, {
          intent: 'reject',
          reason: 'Not this time.',
        });
        const page = await visitor.get(`/g/${guild.id}/submissions/2`);
        expect(page.text.includes('Rejected'), 'the page shows the decision', page.status);
      },
    ],
    [
      'staff write from the dashboard, the artist answers by DM',
      async () => {
        await visitor.post(`/g/${guild.id}/submissions/1`, {
          intent: 'message',
          body: 'Can you send stems?',
        });
        await waitFor({
          personId: artist.id,
          botId: LOCAL_APP.id,
          contains: 'Can you send stems?',
        });
        const dm = await waitFor({
          personId: artist.id,
          botId: LOCAL_APP.id,
          contains: 'Can you send stems?',
        });
        await control.sendDm({
          personId: artist.id,
          userId: LOCAL_APP.id,
          content: 'Stems are on their way',
          replyTo: dm.id,
        });
        const thread = (await control.getServer({ serverId: guild.id })).threads.find((each) =>
          (each as { name?: string }).name?.startsWith('#1 · '),
        );
        await waitFor({ channelId: thread?.id, contains: 'Stems are on their way' });
        const page = await visitor.get(`/g/${guild.id}/submissions/1`);
        expect(
          page.text.includes('Stems are on their way'),
          'the answer is on the dashboard',
          page.status,
        );
      },
    ],
    [
      'both decisions reach the artist once the time to undo is over',
      async () => {
        await waitFor({ personId: artist.id, botId: LOCAL_APP.id, contains: 'said yes to' });
        await waitFor({ personId: artist.id, botId: LOCAL_APP.id, contains: 'Not this time' });
      },
    ],
  ];

  say('\n  The walk, without a person\n');
  for (const [name, run] of steps) {
    try {
      await run();
      say(`  ${green('✓')} ${name}`);
    } catch (error) {
      say(`  ${red('✗')} ${name}\n    ${(error as Error).message}`);
      return false;
    }
  }
  const unknown = servers.discord.unknownCalls;
  if (unknown.length > 0) say(`  ${red('✗')} unknown to Discord: ${JSON.stringify(unknown)}`);
  return unknown.length === 0;
}

/** Runs the operator's command line as an operator does. */
function vektra(envFile: string, args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['server/cli.ts', '--env-file', envFile, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve(Buffer.concat(said).toString()));
  });
}
