import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { trackChild } from '../machine/running-children.ts';
import { waitForExit } from '../machine/wait-for-exit.ts';
import { findPostgresPrograms, type PostgresPrograms } from './binaries.ts';
import { writeSecretFile } from './secret-file.ts';

export const SUPERUSER = 'postgres';

/**
 * Makes a cluster's data folder with initdb, or by copying a template.
 * The folder appears whole or not at all: a start that was cut short leaves nothing half made.
 * @param root the cluster's folder; its data goes into `data`
 * @param template the data folder of a cluster that has never run and has the same password
 */
export async function createDataFolder(
  { initdb, env, identity }: PostgresPrograms,
  root: string,
  password: string,
  template?: string,
): Promise<void> {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  if (identity.uid !== undefined) chownSync(root, identity.uid, identity.gid);
  const draftFolder = path.join(root, 'data.new');
  if (template) {
    await cp(template, draftFolder, { recursive: true });
    if (identity.uid !== undefined) chownAll(draftFolder, identity.uid, identity.gid);
  } else {
    const passwordFile = writeSecretFile(root, 'password', password, identity);
    await waitForExit(
      trackChild(
        spawn(
          initdb,
          [
            `--pgdata=${draftFolder}`,
            `--username=${SUPERUSER}`,
            `--pwfile=${passwordFile}`,
            '--auth=scram-sha-256',
            '--encoding=UTF8',
            '--locale=C',
            '--no-sync',
          ],
          {
            ...identity,
            env: { ...process.env, ...env },
            stdio: ['ignore', 'ignore', 'pipe'],
            cwd: '/',
            detached: true,
          },
        ),
      ),
    );
    rmSync(passwordFile);
  }
  renameSync(draftFolder, path.join(root, 'data'));
}

/** A data folder to copy from: initdb takes 1.7 s of a processor, a copy 0.2 s. */
export interface PostgresTemplate {
  /** Made when the first cluster wants it. */
  getFolder(): Promise<string>;
  remove(): Promise<void>;
}

/** @param folder where it is made; anything there is deleted */
export function createPostgresTemplate(folder: string, password: string): PostgresTemplate {
  let creating: Promise<string> | undefined;
  const create = async () => {
    const programs = await findPostgresPrograms();
    const root = programs.dataRoot(folder);
    await createDataFolder(programs, root, password);
    return path.join(root, 'data');
  };
  return {
    getFolder: () => (creating ??= create()),
    async remove() {
      const data = await creating?.catch(() => undefined);
      if (data && existsSync(data)) rmSync(path.dirname(data), { recursive: true });
    },
  };
}

function chownAll(folder: string, uid: number, gid: number): void {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chownSync(path.join(entry.parentPath, entry.name), uid, gid);
}
