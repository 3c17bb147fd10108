import { Store, useStore } from './store.ts';

/** Where one is: a server or the DMs, a channel or thread in it, perhaps a message, and as whom. */
export interface Place {
  serverId: string | null;
  channelId: string | null;
  messageId: string | null;
  as: string | null;
}

const PATH = /^\/channels\/(@me|\d+)(?:\/(\d+))?(?:\/(\d+))?\/?$/;

export function readPath(path: string): Omit<Place, 'as'> | null {
  const match = PATH.exec(path);
  if (!match) return null;
  return { serverId: match[1]!, channelId: match[2] ?? null, messageId: match[3] ?? null };
}

function read(): Place {
  const path = readPath(location.pathname);
  return {
    serverId: path?.serverId ?? null,
    channelId: path?.channelId ?? null,
    messageId: path?.messageId ?? null,
    as: new URLSearchParams(location.search).get('as'),
  };
}

const place = new Store<Place>(read());
window.addEventListener('popstate', () => place.set(read()));

export const usePlace = (): Place => useStore(place, (value) => value);
export const currentPlace = place.get;

export function pathOf(serverId: string, channelId?: string | null, messageId?: string): string {
  return ['/channels', serverId, channelId, messageId].filter(Boolean).join('/');
}

/** Goes to a path as the same person; `replace` leaves no step to go back to. */
export function go(path: string, options: { replace?: boolean; as?: string } = {}): void {
  const as = options.as ?? place.get().as;
  const url = as ? `${path}?as=${as}` : path;
  if (options.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  place.set(read());
}

/** A link to a place in this client, of whatever origin Discord's own links have. */
export function placeOfLink(href: string): Omit<Place, 'as'> | null {
  const url = URL.parse(href, location.href);
  if (!url) return null;
  const ours =
    url.origin === location.origin || /^(?:\w+\.)?discord(?:app)?\.com$/.test(url.hostname);
  return ours ? readPath(url.pathname) : null;
}
