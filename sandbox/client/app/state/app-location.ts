import { Store, useStore } from './store.ts';

/** Where one is: a server or the DMs, a channel or thread in it, perhaps a message, and as whom. */
export interface AppLocation {
  serverId: string | null;
  channelId: string | null;
  messageId: string | null;
  as: string | null;
}

const PATH = /^\/channels\/(@me|\d+)(?:\/(\d+))?(?:\/(\d+))?\/?$/;

export function parsePath(path: string): Omit<AppLocation, 'as'> | null {
  const match = PATH.exec(path);
  if (!match) return null;
  return { serverId: match[1]!, channelId: match[2] ?? null, messageId: match[3] ?? null };
}

function readLocation(): AppLocation {
  const path = parsePath(location.pathname);
  return {
    serverId: path?.serverId ?? null,
    channelId: path?.channelId ?? null,
    messageId: path?.messageId ?? null,
    as: new URLSearchParams(location.search).get('as'),
  };
}

const locationStore = new Store<AppLocation>(readLocation());
window.addEventListener('popstate', () => locationStore.set(readLocation()));

export const useAppLocation = (): AppLocation => useStore(locationStore, (value) => value);
export const getAppLocation = locationStore.get;

export function createPath(
  serverId: string,
  channelId?: string | null,
  messageId?: string,
): string {
  return ['/channels', serverId, channelId, messageId].filter(Boolean).join('/');
}

/** Goes to a path as the same person; `replace` leaves no step to go back to. */
export function navigateTo(path: string, options: { replace?: boolean; as?: string } = {}): void {
  const as = options.as ?? locationStore.get().as;
  const url = as ? `${path}?as=${as}` : path;
  if (options.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  locationStore.set(readLocation());
}

/** A link to a place in this client, of whatever origin Discord's own links have. */
export function parseLink(href: string): Omit<AppLocation, 'as'> | null {
  const url = URL.parse(href, location.href);
  if (!url) return null;
  const isInternal =
    url.origin === location.origin || /^(?:\w+\.)?discord(?:app)?\.com$/.test(url.hostname);
  return isInternal ? parsePath(url.pathname) : null;
}
