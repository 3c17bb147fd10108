import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, type Step, says, type Walker } from './walker.ts';

const MOVE_MS = 60_000;

/** The label connects a database of its own, everything moves there, and goes on from there. */
export function storageSteps({ guild, admin, artist, own, ...walker }: Walker): Step[] {
  const { command, submit, waitFor, visitor } = walker;
  const page = `/g/${guild.id}/settings/storage`;
  const test = (url: string, ca: string) =>
    visitor.post(`${page}/connect`, { intent: 'test', by: 'url', url, ca });
  return [
    [
      '/setup_db: a link for the admin alone, which opens the connect page',
      async () => {
        const offer = JSON.stringify(await command(admin, guild.general, 'setup_db'));
        const link = /(\/connect\/[\w/-]+)/.exec(offer)?.[1] ?? '';
        expect(link !== '', 'a link', offer);
        const { status, text } = await visitor.post(link, { intent: 'open' });
        expect(status === 200 && text.includes('Test the connection'), 'the page', status);
      },
    ],
    [
      'a database without its certificate is refused, and its password is not said again',
      async () => {
        const { text } = await test(own.url.replace(/:[^:@]+@/, ':canary-of-the-walk@'), '');
        expect(text.includes('could not be encrypted and verified'), 'the reason', text.length);
        expect(!text.includes('canary-of-the-walk'), 'no password', text.length);
      },
    ],
    [
      'with it, the test passes and the data moves there',
      async () => {
        const { text } = await test(own.url, readFileSync(own.caFile, 'utf8'));
        expect(text.includes('PostgreSQL'), 'the server’s name', text.length);
        await visitor.post(`${page}/connect`, { intent: 'connect' });
        const giveUpAt = Date.now() + MOVE_MS;
        for (;;) {
          const answer = await command(admin, guild.general, 'db_status');
          if (JSON.stringify(answer).includes('in **your own Postgres**')) return;
          expect(Date.now() < giveUpAt, 'the data to be there', answer);
          await wait(250);
        }
      },
    ],
    [
      'the next demo is kept there, and what was before is there too',
      async () => {
        says(await submit('Low Tide', 'https://soundcloud.com/kite/low-tide'), 'Demo #3 is in');
        await waitFor({ channelId: guild.staff, contains: 'Low Tide' });
        const mine = await command(artist, guild.demos, 'my_subs');
        for (const title of ['Glass Horizon', 'Second Light', 'Low Tide']) says(mine, title);
      },
    ],
  ];
}
