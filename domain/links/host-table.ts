import type { Platform } from './platform.ts';
import { PLATFORM_RULES } from './platforms/index.ts';
import { SHORT_LINK_HOSTS } from './short-link-hosts.ts';

/** What a host is known for. */
export interface KnownHost {
  platform: Platform;
  /** Its links only redirect to a track. */
  isShortLinkHost: boolean;
  /** The labels before a declared `*.` host, which belong to the identity. */
  subdomain: string | null;
}

/** A value for each host name; `*.` in front stands for one or more labels. */
export class HostTable<T> {
  readonly #exact = new Map<string, T>();
  readonly #parents = new Map<string, T>();

  set(host: string, value: T): void {
    if (host.startsWith('*.')) this.#parents.set(host.slice(2), value);
    else this.#exact.set(host, value);
  }

  /** @returns null for an unknown host */
  find(host: string): { value: T; subdomain: string | null } | null {
    const exact = this.#exact.get(host);
    if (exact !== undefined) return { value: exact, subdomain: null };
    for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
      const value = this.#parents.get(host.slice(dot + 1));
      if (value !== undefined) return { value, subdomain: host.slice(0, dot) };
    }
    return null;
  }
}

const hosts = new HostTable<Pick<KnownHost, 'platform' | 'isShortLinkHost'>>();
for (const host of SHORT_LINK_HOSTS) hosts.set(host, { platform: 'other', isShortLinkHost: true });
for (const [key, rules] of Object.entries(PLATFORM_RULES)) {
  const platform = key as Platform;
  for (const host of rules.hosts) hosts.set(host, { platform, isShortLinkHost: false });
  for (const host of rules.shortLinkHosts ?? [])
    hosts.set(host, { platform, isShortLinkHost: true });
}

/** A host as the tables name it: without the root's dot and `www.`. */
export const toTableHost = ({ hostname }: URL): string =>
  hostname.replace(/\.$/, '').replace(/^www\d?\./, '');

/** @param host of {@link toTableHost} */
export function findKnownHost(host: string): KnownHost | null {
  const found = hosts.find(host);
  return found && { ...found.value, subdomain: found.subdomain };
}
