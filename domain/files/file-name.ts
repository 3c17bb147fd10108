/** Characters of a name that is kept. */
const MAX_NAME_LENGTH = 200;

/** Control and format characters, among them those that turn the writing direction of `gpj.exe`. */
const UNSAFE_CHARACTERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A file's name as it is kept and shown: without folders, control characters and what turns the
 * writing direction. Its extension survives when it is cut.
 */
export function toFileName(name: string): string {
  const base = name
    .toWellFormed()
    .replace(UNSAFE_CHARACTERS, '')
    .replaceAll('\\', '/')
    .split('/')
    .at(-1);
  const trimmed = (base ?? '').trim().replace(/^\.+/, '');
  if (trimmed === '') return 'file';
  if (trimmed.length <= MAX_NAME_LENGTH) return trimmed;
  const extension = getExtension(trimmed);
  const end = extension.length > 0 && extension.length <= 12 ? `.${extension}` : '';
  return `${trimmed.slice(0, MAX_NAME_LENGTH - end.length - 1).toWellFormed()}…${end}`;
}

/** In lower case, without the dot; empty if there is none. */
export function getExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** What computers run or browsers open as a page when somebody opens a download. */
const BLOCKED_EXTENSIONS = new Set(
  (
    'ade adp apk app appimage bat bin cab chm cmd com cpl deb desktop dll dmg exe hta htm html ' +
    'inf ins iso jar js jse jsp lib lnk mde mht mhtml msc msi msp mst nsh pif pkg ps1 reg rpm run ' +
    'scr sct sh shb svg svgz swf sys vb vbe vbs vxd wsc wsf wsh xht xhtml xll xml'
  ).split(' '),
);

/** Whether a file of that name may be kept; its content is looked at too, once it is there. */
export const isAllowedName = (name: string): boolean => !BLOCKED_EXTENSIONS.has(getExtension(name));
