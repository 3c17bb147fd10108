import path from 'node:path';
import type { Guide } from './guide.ts';
import { bold, dim, print, violet } from './terminal.ts';

const NAME_WIDTH = 20;

/** The one screen that stays on the terminal while the demo runs. */
export function printGuide(guide: Guide, seconds: number): void {
  const printRow = (name: string, value: string, note = '') =>
    print(`  ${name.padEnd(NAME_WIDTH)}${value}${note && `  ${dim(note)}`}`);
  const printHeading = (text: string) => print(`\n  ${bold(text)}`);

  print(`\n${violet(bold('  Vektra is running'))} ${dim(`after ${seconds.toFixed(0)} s`)}\n`);
  const urlWidth = Math.max(...guide.addresses.map(({ url }) => url.length));
  for (const { name, url, note } of guide.addresses)
    printRow(name, bold(url) + ' '.repeat(urlWidth - url.length), note);

  printHeading('Who is who');
  for (const { name, role } of guide.people) printRow(name, role);

  printHeading('Five minutes');
  for (const [index, step] of guide.steps.entries()) print(`  ${index + 1}. ${step}`);
  printRow('   its address', guide.customerDatabase.url);
  printRow(
    '   its certificate',
    showPath(guide.customerDatabase.caFile),
    'or copy both from the start page',
  );

  printHeading('Files');
  printRow('Data', showPath(guide.files.data), 'npm run demo -- --reset starts over');
  printRow('Logs (JSON)', showPath(guide.files.log));
  print(`\n  ${dim('Ctrl+C stops everything. The next start continues from here.')}`);
}

/** A path as one types it from here, unless it is somewhere else altogether. */
export function showPath(file: string): string {
  const relative = path.relative('', file);
  return relative.startsWith('..') ? file : relative;
}
