import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { readReplyText } from './reply-text.ts';
import { expect, expectText, type SmokeTestRunner, type Step } from './runner.ts';

const MOVE_TIMEOUT_MS = 60_000;

/** The label connects a database of its own, everything moves there, and goes on from there. */
export function createStorageSteps({
  guild,
  admin,
  artist,
  customerDatabase,
  ...runner
}: SmokeTestRunner): Step[] {
  const { command, submit, waitFor, visitor } = runner;
  const page = `/g/${guild.id}/settings/storage`;
  const submitTest = (url: string, ca: string) =>
    visitor.post(`${page}/connect`, { intent: 'test', by: 'url', url, ca });
  return [
    [
      '/setup_db: a link for the admin alone, which opens the connect page',
      async () => {
        const reply = await command(admin, guild.general, 'setup_db');
        const link = /(\/connect\/[\w/-]+)/.exec(JSON.stringify(reply))?.[1] ?? '';
        expect(link !== '', 'a link', reply);
        const connectPage = await visitor.post(link, { intent: 'open' });
        const { status, text } = connectPage;
        expect(status === 200 && text.includes('Test connection'), 'the page', connectPage);
      },
    ],
    [
      'a database without its certificate is refused, and its password is not said again',
      async () => {
        const result = await submitTest(
          customerDatabase.url.replace(/:[^:@]+@/, ':canary-of-the-walk@'),
          '',
        );
        expectText(result, 'isn’t signed by a CA that we trust');
        expect(!result.text.includes('canary-of-the-walk'), 'no password', result);
      },
    ],
    [
      'with it, the test passes and the data moves there',
      async () => {
        const result = await submitTest(
          customerDatabase.url,
          readFileSync(customerDatabase.caFile, 'utf8'),
        );
        expectText(result, 'PostgreSQL');
        await visitor.post(`${page}/connect`, { intent: 'connect' });
        const deadline = Date.now() + MOVE_TIMEOUT_MS;
        for (;;) {
          const dbStatus = await command(admin, guild.general, 'db_status');
          if (readReplyText(dbStatus).includes('in **your own Postgres database**')) return;
          expect(Date.now() < deadline, 'the data to be there', dbStatus);
          await delay(250);
        }
      },
    ],
    [
      'the next demo is kept there, and what was before is there too',
      async () => {
        expectText(
          await submit('Low Tide', 'https://soundcloud.com/kite/low-tide'),
          'Demo #3 is in',
        );
        await waitFor({ channelId: guild.staff, contains: 'Low Tide' });
        const submissions = await command(artist, guild.demos, 'my_subs');
        for (const title of ['Glass Horizon', 'Second Light', 'Low Tide'])
          expectText(submissions, title);
      },
    ],
  ];
}
