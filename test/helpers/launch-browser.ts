import { access } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium of this machine, if it has one. */
async function findInstalledBrowser(): Promise<string | null> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter))
    for (const name of NAMES) {
      const file = path.join(folder, name);
      if (
        await access(file).then(
          () => true,
          () => false,
        )
      )
        return file;
    }
  return null;
}

/** Chromium of this machine, else the one from npm. */
export async function launchBrowser(): Promise<Browser> {
  const found = await findInstalledBrowser();
  if (found) return chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
  const { default: bundledChromium } = await import('@sparticuz/chromium');
  // Without WebGL, which no page needs, it does not paint by a graphics card that is computed.
  bundledChromium.setGraphicsMode = false;
  return chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    // The package's own arguments turn off web security and the isolation of sites.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  });
}
