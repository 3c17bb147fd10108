/** A file of a message on Discord, by its link. */
export interface DiscordFileLink {
  /** On Discord's CDN, with the signature that opens it for some time. */
  url: string;
  /** As in the link. */
  name: string;
  /** Epoch ms; from then on the CDN does not have it. */
  expiresAt: number;
}

const CDN_ORIGIN = 'https://cdn.discordapp.com';
/** The second shows pictures in other sizes; both take the same signature. */
const HOSTS: ReadonlySet<string> = new Set(['cdn.discordapp.com', 'media.discordapp.net']);
const PATH = /^\/attachments\/[0-9]{15,20}\/[0-9]{15,20}\/([^/]{1,900})$/;
/** When it ends and was made, in hexadecimal seconds; and what proves that Discord made it. */
const SIGNATURE = { ex: /^[0-9a-f]{8,10}$/, is: /^[0-9a-f]{8,10}$/, hm: /^[0-9a-f]{64}$/ } as const;

/** @returns null for anything else than the signed link of an attachment */
export function parseDiscordFile(url: URL): DiscordFileLink | null {
  const { protocol, hostname, port, pathname, searchParams } = url;
  if (!/^https?:$/.test(protocol) || !HOSTS.has(hostname) || port !== '') return null;
  const [, fileName] = PATH.exec(pathname) ?? [];
  if (fileName === undefined) return null;
  const parameters = new URLSearchParams();
  for (const [name, pattern] of Object.entries(SIGNATURE)) {
    const value = searchParams.get(name)?.toLowerCase() ?? '';
    if (!pattern.test(value)) return null;
    parameters.set(name, value);
  }
  return {
    url: `${CDN_ORIGIN}${pathname}?${parameters}`,
    name: decode(fileName),
    expiresAt: Number.parseInt(parameters.get('ex') ?? '', 16) * 1_000,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
