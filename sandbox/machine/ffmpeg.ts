import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  findProgram,
  getLibraryPath,
  listDependencies,
  unpackPackages,
} from '../databases/debian-packages.ts';

const PACKAGE = 'ffmpeg';
/**
 * Alternatives, plug-ins and data of what ffmpeg is linked with. It starts without them, and they
 * are larger than all that it needs.
 */
const UNUSED_PACKAGES =
  /^lib(llvm|z3-|gl1-mesa|glx-mesa|glapi-mesa|tesseract|lept|smbclient|ldb|ldap|wbclient|curl|archive|debian-installer|gdk-pixbuf2\.0-common|asound2-data|sensors|drm-(intel|amdgpu|nouveau|radeon)|avahi|sasl2)/;
/** Folders of libraries that their packages find by an absolute path of the system. */
const LIBRARY_FOLDERS = ['', 'pulseaudio', 'blas', 'lapack'];

/**
 * `ffmpeg` from PATH; else Debian's package, fetched and unpacked into `cache`. No root, and nothing
 * is installed.
 * @returns the absolute path of a program
 * @throws Error that says what to do where neither is to be had
 */
export async function findFfmpegProgram(cache: string): Promise<string> {
  const programOnPath = findProgram(PACKAGE);
  if (programOnPath) return programOnPath;
  const home = path.join(path.resolve(cache), PACKAGE);
  if (!existsSync(home))
    await unpackPackages(home, PACKAGE, async (apt) => {
      const dependencies = await listDependencies(apt, PACKAGE, '--recurse');
      const libraries = dependencies.filter((name) => /^(lib\w|ocl-icd)/.test(name));
      return [PACKAGE, ...libraries.filter((name) => !UNUSED_PACKAGES.test(name))];
    });
  return writeLauncher(home);
}

/** Programs are started by a path alone: this one knows where its libraries are. */
function writeLauncher(home: string): string {
  const launcher = path.join(home, 'bin', PACKAGE);
  if (existsSync(launcher)) return launcher;
  // The cache may be copied: nothing in it says where it is.
  const libraryPath = getLibraryPath(home)
    .split(':')
    .flatMap((folder) => LIBRARY_FOLDERS.map((name) => path.join(folder, name)))
    .map((folder) => `$home/${path.relative(home, folder)}`)
    .join(':');
  mkdirSync(path.dirname(launcher), { recursive: true });
  const draft = `${launcher}.${process.pid}`;
  writeFileSync(
    draft,
    [
      '#!/bin/sh',
      'home=$(cd "$(dirname "$0")/.." && pwd)',
      `LD_LIBRARY_PATH="${libraryPath}" exec "$home/usr/bin/ffmpeg" "$@"`,
      '',
    ].join('\n'),
  );
  chmodSync(draft, 0o755);
  renameSync(draft, launcher);
  return launcher;
}
