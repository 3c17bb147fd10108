import { type EmbedPlatform, toEmbed } from '../../domain/links/embed.ts';
import type { Platform } from '../../domain/links/platform.ts';
import type { PlayableDemo, PlayableTrack } from './playable-track.ts';

/** A demo's link as a track of its platform's player; null where it has none. */
export function presentLinkTrack(
  { number, title, artist, coverUrl = null }: PlayableDemo,
  link: { url: string | null; platform: Platform },
): PlayableTrack | null {
  const embed = link.url === null ? null : toEmbed(link.url, link.platform);
  return (
    embed && {
      id: `link:${number}`,
      demo: { number, title, artist, coverUrl },
      source: { kind: 'embed', platform: link.platform as EmbedPlatform, ...embed },
    }
  );
}
