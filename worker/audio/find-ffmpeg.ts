import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

/**
 * Where a program named `name` is.
 * @param searchPath as PATH is; relative folders in it are left out
 * @returns an absolute path; null: nowhere
 */
export async function findProgram(
  name: string,
  searchPath = process.env.PATH ?? '',
): Promise<string | null> {
  for (const folder of searchPath.split(path.delimiter).filter(path.isAbsolute)) {
    const program = path.join(folder, name);
    const isExecutable = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return program;
  }
  return null;
}

/** The absolute path of `ffmpeg` on PATH; null: there is none. */
export const findFfmpeg = (searchPath?: string): Promise<string | null> =>
  findProgram('ffmpeg', searchPath);
