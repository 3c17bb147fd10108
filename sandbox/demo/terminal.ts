import path from 'node:path';

/** The demo's output on the terminal. */
const isTty = process.stdout.isTTY === true && !process.env.NO_COLOR;
const createStyle = (code: string) => (text: string) =>
  isTty ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = createStyle('1');
export const dim = createStyle('2');
export const green = createStyle('32');
export const red = createStyle('31');
export const yellow = createStyle('33');
export const violet = createStyle('38;5;99');

export const print = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

export const printStep = (label: string, startedAt: number): void =>
  print(`  ${green('✓')} ${label} ${dim(`${((Date.now() - startedAt) / 1_000).toFixed(1)} s`)}`);

export const printWarning = (text: string): void => print(`  ${yellow('!')} ${text}`);

export function printReady(addresses: {
  discord: string;
  dashboard: string;
  operator: string;
  customerDatabase: { url: string; caFile: string };
  seconds: number;
}): void {
  const printLink = (name: string, url: string) => print(`  ${name.padEnd(18)}${bold(url)}`);
  print();
  print(`${violet(bold('  Vektra is up'))} ${dim(`after ${addresses.seconds.toFixed(0)} s`)}`);
  print();
  printLink('Local Discord', addresses.discord);
  printLink('Dashboard', addresses.dashboard);
  printLink('Operator console', addresses.operator);
  print();
  print(`  ${bold('Try this first')}`);
  print(
    '  1. In the local Discord you are KITE, an artist. In #demos type /submit and send a demo.',
  );
  print(
    '  2. Switch person (bottom left) to Mara, who owns the label. In #demo-desk press Approve.',
  );
  print(
    '  3. Open the dashboard and sign in as Mara: the demo is there, and changes as you decide.',
  );
  print('  4. Switch back to KITE: the label’s message is in the direct messages. Reply to it.');
  print(
    '  5. As Mara type /setup_db: connect a database of the label’s own and watch its demos move.',
  );
  printLink('     paste', addresses.customerDatabase.url);
  printLink('     certificate', path.relative('', addresses.customerDatabase.caFile));
  print();
  print(dim('  Ctrl-C stops everything; the next start continues from here. --reset starts over.'));
}
