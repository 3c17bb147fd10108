import { spawn } from 'node:child_process';
import path from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import type { LocalDiscord } from '../../discord/index.ts';
import { BASEMENT, PEOPLE } from '../demo-guilds.ts';
import { createHttpVisitor } from '../http-visitor.ts';
import { readReplyText } from './reply-text.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The addresses of what the walkthrough uses. */
export interface DemoEnvironment {
  dashboard: string;
  envFile: string;
  servers: { discord: LocalDiscord; customerDatabase: { url: string; caFile: string } };
}

/** A step of the walkthrough, and its name. */
export type Step = [name: string, run: () => Promise<void>];

/** Says which expectation was not met, with the whole reply. */
class SmokeTestError extends Error {}

/** @param reply what the person saw; see `readReplyText` */
export function expect(isMet: boolean, description: string, reply: unknown): asserts isMet {
  if (!isMet)
    throw new SmokeTestError(`expected ${description}; the reply was:\n${readReplyText(reply)}`);
}

export const expectText = (reply: unknown, text: string): void =>
  expect(readReplyText(reply).includes(text), `“${text}”`, reply);

/** The people of the walkthrough, and what they can do. */
export function createRunner({ dashboard, envFile, servers }: DemoEnvironment) {
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
      expect(form.kind === 'modal', 'a form', form);
      return control.submitModal({
        personId: artist.id,
        modalId: form.modalId,
        values: { artistName: 'KITE', trackTitle: title, trackUrl: link, genre: '', message: '' },
        settle: true,
      });
    },
    visitor: createHttpVisitor(dashboard, servers.discord.url),
    customerDatabase: servers.customerDatabase,
    vektra: (args: string[]) => runCli(envFile, args),
  };
}

export type SmokeTestRunner = ReturnType<typeof createRunner>;

/** Runs the operator's command line as an operator does. */
function runCli(envFile: string, args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['server/cli.ts', '--env-file', envFile, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const outputChunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => outputChunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => outputChunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve(Buffer.concat(outputChunks).toString()));
  });
}
