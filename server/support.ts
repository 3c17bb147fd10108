import type { Env } from './env.ts';

/** How people reach support. */
export interface Support {
  /** An e-mail address or a URL, as people read it. */
  address: string;
  /** The same as a link. */
  url: string;
  /** Invites to the support server on Discord; null when there is none. */
  serverUrl: string | null;
}

export const toSupport = ({
  SUPPORT_ADDRESS: address,
  SUPPORT_INVITE: invite,
}: Pick<Env, 'SUPPORT_ADDRESS' | 'SUPPORT_INVITE'>): Support => ({
  address,
  url: URL.canParse(address) ? address : `mailto:${address}`,
  serverUrl: invite || null,
});
