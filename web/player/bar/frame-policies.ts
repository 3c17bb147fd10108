import type { EmbedPlatform } from '../../../domain/links/embed.ts';

interface FramePolicy {
  /** What the frame may do; as little as its player works with. */
  sandbox: string;
  referrerPolicy: 'no-referrer' | 'strict-origin';
}

/** Their players keep settings in storage of their own origin, and link to the track's page. */
const PLAYER = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

export const FRAME_POLICIES: Readonly<Record<EmbedPlatform, FramePolicy>> = {
  soundcloud: { sandbox: PLAYER, referrerPolicy: 'no-referrer' },
  // YouTube plays only for pages that say which site they are of (its error 153).
  youtube: { sandbox: `${PLAYER} allow-presentation`, referrerPolicy: 'strict-origin' },
  spotify: { sandbox: PLAYER, referrerPolicy: 'no-referrer' },
  // Apple's own snippet has these: subscribers sign in inside of the frame.
  apple_music: {
    sandbox: `${PLAYER} allow-forms allow-storage-access-by-user-activation`,
    referrerPolicy: 'no-referrer',
  },
  google_drive: { sandbox: PLAYER, referrerPolicy: 'no-referrer' },
  audius: { sandbox: PLAYER, referrerPolicy: 'no-referrer' },
  bandcamp: { sandbox: PLAYER, referrerPolicy: 'no-referrer' },
};
