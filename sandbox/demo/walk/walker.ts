import { spawn } from 'node:child_process';
import path from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import type { LocalDiscord } from '../../discord/index.ts';
import { browserLess } from '../visitor.ts';
import { BASEMENT, PEOPLE } from '../world.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** What the walk goes through. */
export interface Addresses {
  dashboard: string;
  envFile: string;
  servers: { discord: LocalDiscord; own: { url: string; caFile: string } };
}

/** One expectation of the walk, and its name. */
export type Step = [name: string, run: () => Promise<void>];

/** Says which expectation of the walk was not met. */
class WalkError extends Error {}

export const expect = (ok: boolean, what: string, seen: unknown): void => {
  if (!ok) throw new WalkError(`${what}; seen: ${JSON.stringify(seen)?.slice(0, 600)}`);
};

export const says = (value: unknown, text: string): void =>
  expect(JSON.stringify(value).includes(text), `expected “${text}”`, value);

/** The walk's people and what they can do: type, press, fill in, look, wait. */
export function walkerIn({ dashboard, envFile, servers }: Addresses) {
  const { control } = servers.discord;
  const { omar: admin, jonas: staff, kite: artist } = PEOPLE;
  const guild = BASEMENT;
  const command = (
    person: { id: string },
    channelId: string,
    name: string,
    options: Record<string, string | number> = {},
  ) => control.runCommand({ personId: person.id, channelId, command: name, options, settle: true });
  return {
    guild,
    admin,
    staff,
    artist,
    control,
    command,
    waitFor: (condition: Parameters<typeof control.wait>[0]) =>
      control.wait({ timeoutMs: 60_000, ...condition }) as Promise<APIMessage>,
    async submit(title: string, link: string) {
      const form = await command(artist, guild.demos, 'submit');
      if (form.kind !== 'modal') throw new WalkError(`no form: ${JSON.stringify(form)}`);
      return control.submitModal({
        personId: artist.id,
        modalId: form.modalId,
        values: { artistName: 'KITE', trackTitle: title, trackUrl: link, genre: '', message: '' },
        settle: true,
      });
    },
    visitor: browserLess(dashboard, servers.discord.url),
    own: servers.own,
    vektra: (args: string[]) => vektra(envFile, args),
  };
}

export type Walker = ReturnType<typeof walkerIn>;

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
