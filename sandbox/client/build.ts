import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, version } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, 'app');
const cacheFolder = join(here, '../../.cache/discord-client');

/** Builds the web client, or finds the build of the same sources, and returns its folder. */
export async function buildClient(options: { force?: boolean } = {}): Promise<string> {
  const folder = join(cacheFolder, await fingerprint());
  if (options.force) await rm(folder, { recursive: true, force: true });
  else if (await pathExists(join(folder, 'index.html'))) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const draftFolder = join(cacheFolder, `.draft-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await build({
      configFile: false,
      envFile: false,
      root,
      logLevel: 'warn',
      define: { 'process.env.NODE_ENV': '"production"' },
      // Whatever NODE_ENV says: this is never the development build.
      esbuild: { jsx: 'automatic', jsxDev: false },
      css: { postcss: {} },
      build: {
        outDir: draftFolder,
        emptyOutDir: true,
        target: 'es2022',
        reportCompressedSize: false,
      },
    });
    await rename(draftFolder, folder).catch(async (error) => {
      // Another process finished the same build first.
      if (!(await pathExists(join(folder, 'index.html')))) throw error;
    });
  } finally {
    await rm(draftFolder, { recursive: true, force: true });
  }
  return folder;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(version);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files.toSorted(), fileURLToPath(import.meta.url)])
    hash.update(`\0${relative(here, file)}\0`).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

const pathExists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
