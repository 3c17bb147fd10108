import path from 'node:path';

/** What the demo says on the terminal. */
const isTty = process.stdout.isTTY === true && !process.env.NO_COLOR;
const paint = (code: string) => (text: string) =>
  isTty ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = paint('1');
export const dim = paint('2');
export const green = paint('32');
export const red = paint('31');
export const yellow = paint('33');
export const violet = paint('38;5;99');

export const say = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

export const done = (what: string, startedAt: number): void =>
  say(`  ${green('✓')} ${what} ${dim(`${((Date.now() - startedAt) / 1_000).toFixed(1)} s`)}`);

export const note = (text: string): void => say(`  ${yellow('!')} ${text}`);

export function ready(addresses: {
  discord: string;
  dashboard: string;
  operator: string;
  own: { url: string; caFile: string };
  seconds: number;
}): void {
  const line = (name: string, url: string) => say(`  ${name.padEnd(18)}${bold(url)}`);
  say();
  say(`${violet(bold('  Vektra is up'))} ${dim(`after ${addresses.seconds.toFixed(0)} s`)}`);
  say();
  line('Local Discord', addresses.discord);
  line('Dashboard', addresses.dashboard);
  line('Operator console', addresses.operator);
  say();
  say(`  ${bold('Try this first')}`);
  say('  1. In the local Discord you are KITE, an artist. In #demos type /submit and send a demo.');
  say('  2. Switch person (bottom left) to Mara, who owns the label. In #demo-desk press Approve.');
  say('  3. Open the dashboard and log in as Mara: the demo is there, and moves as you decide.');
  say('  4. Switch back to KITE: the answer is in the direct messages. Answer it.');
  say(
    '  5. As Mara type /setup_db: connect a database of the label’s own and watch its demos move.',
  );
  line('     paste', addresses.own.url);
  line('     certificate', path.relative('', addresses.own.caFile));
  say();
  say(dim('  Ctrl-C stops everything; the next start goes on from here. --reset begins anew.'));
}
