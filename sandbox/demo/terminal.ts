/** Styles and lines of the demo's output on the terminal. */
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

const formatSeconds = (startedAtMs: number): string =>
  `${((Date.now() - startedAtMs) / 1_000).toFixed(1)} s`;

export const printStep = (label: string, startedAtMs: number): void =>
  print(`  ${green('✓')} ${label} ${dim(formatSeconds(startedAtMs))}`);

export const printWarning = (text: string): void => print(`  ${yellow('!')} ${text}`);

export const printFailure = (text: string): void => print(`  ${red('✗')} ${text}`);
