import test from 'ava';
import fc from 'fast-check';
import { EMBED_ORIGINS, toEmbed } from '../../../domain/links/embed.ts';
import { parseTrackUrl } from '../../../domain/links/parse-track-link.ts';
import { PLATFORMS } from '../../../domain/links/platform.ts';
import { ACCEPTED } from './link-table.ts';

const VIDEO = 'dQw4w9WgXcQ';
const SPOTIFY_ID = '4uLU6hMCjMI75M1A2tKUQC';
const FILE_ID = '1A2b3C4d5E6f7G8h9I0jK';
const LIST_ID = 'PLrEnWoR732-BHrPp_Pm8_VleD68f9s14-';

const soundcloudFrame = (address: string) =>
  `https://w.soundcloud.com/player/?url=${encodeURIComponent(address)}&auto_play=true&hide_related=true&show_comments=false&show_reposts=false&visual=false`;
const videoFrame = `https://www.youtube-nocookie.com/embed/${VIDEO}?autoplay=1`;
const listFrame = `https://www.youtube-nocookie.com/embed/videoseries?list=${LIST_ID}&autoplay=1`;
const driveFrame = `https://drive.google.com/file/d/${FILE_ID}/preview`;
const spotifyFrame = (type: string) => `https://open.spotify.com/embed/${type}/${SPOTIFY_ID}`;

/** Links as they are stored, and the address of the player. */
const EMBEDDED: readonly [link: string, frame: string][] = [
  ['https://soundcloud.com/kite/glass', soundcloudFrame('https://soundcloud.com/kite/glass')],
  ['http://www.soundcloud.com/kite/glass/', soundcloudFrame('https://soundcloud.com/kite/glass')],
  [
    'https://m.soundcloud.com/Kite/Glass?si=1',
    soundcloudFrame('https://soundcloud.com/Kite/Glass'),
  ],
  [
    'https://soundcloud.com/kite/glass/s-AbC123?in=x/sets/y',
    soundcloudFrame('https://soundcloud.com/kite/glass/s-AbC123'),
  ],
  [
    'https://soundcloud.com/kite/sets/ep/s-AbC',
    soundcloudFrame('https://soundcloud.com/kite/sets/ep/s-AbC'),
  ],
  [
    'https://api.soundcloud.com/tracks/123?secret_token=s-AbC&x=1',
    soundcloudFrame('https://api.soundcloud.com/tracks/123?secret_token=s-AbC'),
  ],
  [
    'https://api.soundcloud.com/tracks/soundcloud%3Atracks%3A123',
    soundcloudFrame('https://api.soundcloud.com/tracks/123'),
  ],
  [`https://www.youtube.com/watch?v=${VIDEO}&t=90`, videoFrame],
  [`https://music.youtube.com/watch?v=${VIDEO}&list=${LIST_ID}`, videoFrame],
  [`https://youtu.be/${VIDEO}?si=abc`, videoFrame],
  [`https://m.youtube.com/shorts/${VIDEO}`, videoFrame],
  [`https://www.youtube-nocookie.com/embed/${VIDEO}`, videoFrame],
  [`https://www.youtube.com/playlist?list=${LIST_ID}`, listFrame],
  [`https://www.youtube.com/embed/videoseries?list=${LIST_ID}`, listFrame],
  [`https://open.spotify.com/track/${SPOTIFY_ID}?si=abc`, spotifyFrame('track')],
  [`https://open.spotify.com/intl-de/album/${SPOTIFY_ID}`, spotifyFrame('album')],
  [
    `https://open.spotify.com/album/1234567890123456789012?highlight=spotify:track:${SPOTIFY_ID}`,
    spotifyFrame('track'),
  ],
  [`https://open.spotify.com/user/kite/playlist/${SPOTIFY_ID}`, spotifyFrame('playlist')],
  [`https://embed.spotify.com/?uri=spotify:episode:${SPOTIFY_ID}`, spotifyFrame('episode')],
  [
    'https://music.apple.com/gb/album/glass/1440833098?i=1440833104',
    'https://embed.music.apple.com/gb/album/1440833098?i=1440833104',
  ],
  [
    'https://music.apple.com/album/glass/id1440833098',
    'https://embed.music.apple.com/us/album/1440833098',
  ],
  ['https://music.apple.com/de/song/glass/144', 'https://embed.music.apple.com/de/song/144'],
  [
    'https://music.apple.com/us/playlist/mix/pl.u-AbC123',
    'https://embed.music.apple.com/us/playlist/pl.u-AbC123',
  ],
  [`https://drive.google.com/file/d/${FILE_ID}/view?usp=sharing`, driveFrame],
  [`https://drive.google.com/open?id=${FILE_ID}`, driveFrame],
  [`https://drive.google.com/a/label.example/file/u/1/d/${FILE_ID}/edit`, driveFrame],
  [
    `https://drive.google.com/file/d/${FILE_ID}/view?resourcekey=0-AbC_d`,
    `${driveFrame}?resourcekey=0-AbC_d`,
  ],
  [
    'https://audius.co/embed/track/D7KyD?flavor=card',
    'https://audius.co/embed/track/D7KyD?flavor=compact',
  ],
  [
    'https://bandcamp.com/EmbeddedPlayer/v=2/album=12/size=small/track=34/',
    'https://bandcamp.com/EmbeddedPlayer/album=12/track=34/size=large/tracklist=false/artwork=small/',
  ],
];

for (const [link, frame] of EMBEDDED)
  test(`plays in place: ${link}`, (t) => {
    const parsed = parseTrackUrl(link);
    if (typeof parsed === 'string') return t.fail(parsed);
    t.is(toEmbed(parsed.url, parsed.platform)?.url, frame);
  });

/** Without a player, or not what they pretend to be. */
const NOT_EMBEDDED: readonly [link: string, platform: (typeof PLATFORMS)[number]][] = [
  ['https://kite.bandcamp.com/track/glass', 'bandcamp'],
  ['https://kite.bandcamp.com/EmbeddedPlayer/track=1', 'bandcamp'],
  ['https://bandcamp.com/EmbeddedPlayer/track=1%3Cscript', 'bandcamp'],
  ['https://www.dropbox.com/scl/fi/abc/glass.wav?rlkey=x', 'dropbox'],
  ['https://audius.co/kite/glass', 'audius'],
  ['https://audius.co/embed/track/../../settings', 'audius'],
  ['https://on.soundcloud.com/abc', 'soundcloud'],
  ['https://soundcloud.com/kite', 'soundcloud'],
  ['https://soundcloud.com/kite/tracks', 'soundcloud'],
  ['https://soundcloud.com/discover/sets', 'soundcloud'],
  ['https://soundcloud.com/kite/glass%26auto_play', 'soundcloud'],
  ['https://soundcloud.com/kite/sets/ep/not-a-token', 'soundcloud'],
  ['https://api.soundcloud.com/users/1', 'soundcloud'],
  ['https://youtu.be/short', 'youtube'],
  [`https://youtu.be/${VIDEO}x`, 'youtube'],
  ['https://www.youtube.com/watch?v=%22%3E%3Cscript', 'youtube'],
  ['https://www.youtube.com/playlist?list=WL', 'youtube'],
  ['https://open.spotify.com/artist/4uLU6hMCjMI75M1A2tKUQC', 'spotify'],
  ['https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQ', 'spotify'],
  ['https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC%2F..', 'spotify'],
  ['https://music.apple.com/us/artist/kite/123', 'apple_music'],
  ['https://music.apple.com/us/album/glass/12a', 'apple_music'],
  ['https://drive.google.com/drive/folders/1A2b3C4d5E6f', 'google_drive'],
  ['https://docs.google.com/document/d/1A2b3C4d5E6f/edit', 'google_drive'],
  [`https://drive.google.com/file/d/${'a'.repeat(200)}`, 'google_drive'],
  [`https://evil.example/watch?v=${VIDEO}`, 'youtube'],
  [`https://www.youtube.com.evil.example/watch?v=${VIDEO}`, 'youtube'],
  [`https://user:secret@www.youtube.com/watch?v=${VIDEO}`, 'youtube'],
  [`https://www.youtube.com:8443/watch?v=${VIDEO}`, 'youtube'],
  [`javascript://www.youtube.com/watch?v=${VIDEO}`, 'youtube'],
  [`https://www.youtube.com/watch?v=${VIDEO}`, 'spotify'],
  [`https://www.youtube.com/watch?v=${VIDEO}`, 'other'],
  ['not a link', 'soundcloud'],
];

for (const [link, platform] of NOT_EMBEDDED)
  test(`stays a link: ${platform} ${link.slice(0, 80)}`, (t) => {
    t.is(toEmbed(link, platform), null);
  });

const SAFE_URL = /^https:\/\/[\w.-]+\/[\w./?&=%-]*$/;

test('whatever a link holds, its frame is of a declared origin and of plain characters', (t) => {
  const links = [...ACCEPTED.map(([, url]) => url), ...EMBEDDED.map(([link]) => link)];
  const hostileText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('"><script>', '..%2f', '//evil.example', '&src=', '#', '\\', '%00', '@evil'),
  );
  const mutatedLink = fc
    .tuple(fc.constantFrom(...links), fc.nat(), hostileText)
    .map(([link, at, text]) => {
      const position = at % (link.length + 1);
      return link.slice(0, position) + text + link.slice(position);
    });
  fc.assert(
    fc.property(mutatedLink, fc.constantFrom(...PLATFORMS), (link, platform) => {
      const embed = toEmbed(link, platform);
      if (!embed) return;
      t.true(EMBED_ORIGINS.includes(new URL(embed.url).origin), embed.url);
      t.regex(embed.url, SAFE_URL);
    }),
    { numRuns: 4_000 },
  );
  t.is(new Set(EMBED_ORIGINS).size, EMBED_ORIGINS.length);
});
