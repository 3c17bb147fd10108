import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { trackChild } from '../machine/running-children.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** In a folder that every build empties: it can only stand beside what was built with it. */
const STAMP = path.join(ROOT, 'build', 'server', 'sources.sha256');
/** What the dashboard is built from. */
const SOURCES = ['web', 'domain', 'vite.config.ts', 'postcss.config.cjs', 'package-lock.json'];

/** Builds the dashboard, unless it was built from these very sources. @returns whether it built */
export async function buildDashboard(): Promise<boolean> {
  const hash = hashSources(SOURCES);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return false;
  await new Promise<void>((resolve, reject) => {
    const outputChunks: Buffer[] = [];
    const child = trackChild(
      spawn('remix', ['vite:build', '--logLevel', 'warn'], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    child.stdout.on('data', (chunk: Buffer) => outputChunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => outputChunks.push(chunk));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(Buffer.concat(outputChunks).toString())),
    );
  });
  writeFileSync(STAMP, hash);
  return true;
}

function hashSources(names: readonly string[]): string {
  const hash = createHash('sha256');
  const addFolder = (file: string): void => {
    if (!existsSync(file)) return;
    const entries = readdirSync(file, { withFileTypes: true, recursive: true });
    for (const entry of entries
      .filter((each) => each.isFile())
      .map((each) => path.join(each.parentPath, each.name))
      .sort())
      hash.update(entry).update(readFileSync(entry));
  };
  for (const name of names) {
    const file = path.join(ROOT, name);
    if (/\.[a-z]+$/.test(name)) hash.update(name).update(readFileSync(file));
    else addFolder(file);
  }
  return hash.digest('hex');
}
