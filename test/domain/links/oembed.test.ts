import test from 'ava';
import { hasOembed, toOembedUrl, toThumbnailUrl } from '../../../domain/links/oembed.ts';
import { parseTrackUrl } from '../../../domain/links/parse-track-link.ts';
import { PLATFORMS } from '../../../domain/links/platform.ts';

const toAsked = (url: string): string | null => {
  const link = parseTrackUrl(url);
  return typeof link === 'string' ? link : toOembedUrl(link);
};

test('each platform is asked at its own endpoint, for the page that was linked', (t) => {
  const asked: [url: string, endpoint: string, page?: string][] = [
    ['https://soundcloud.com/kite/glass', 'https://soundcloud.com/oembed?format=json&'],
    ['https://soundcloud.com/kite/glass/s-aBc123', 'https://soundcloud.com/oembed?format=json&'],
    ['https://youtu.be/dQw4w9WgXcQ', 'https://www.youtube.com/oembed?format=json&'],
    [
      'https://music.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://www.youtube.com/oembed?format=json&',
    ],
    ['https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC', 'https://open.spotify.com/oembed?'],
    [
      'https://music.apple.com/us/album/x/1440833098?i=1440833100',
      'https://music.apple.com/api/oembed?',
    ],
    ['https://audius.co/kite/glass', 'https://audius.co/oembed?'],
    ['https://tidal.com/browse/track/77646170', 'https://oembed.tidal.com/?'],
    ['https://www.deezer.com/track/3135556', 'https://api.deezer.com/oembed?format=json&'],
    // What is not encrypted or not sent to a server says nothing more.
    [
      'http://soundcloud.com/kite/glass#t=1:00',
      'https://soundcloud.com/oembed?format=json&',
      'https://soundcloud.com/kite/glass',
    ],
  ];
  for (const [url, endpoint, page = url] of asked)
    t.is(toAsked(url), `${endpoint}${new URLSearchParams({ url: page })}`, url);
});

test('nobody else is asked', (t) => {
  for (const url of [
    'https://kite.bandcamp.com/track/glass',
    'https://www.dropbox.com/scl/fi/abc/glass.wav?rlkey=x',
    'https://drive.google.com/file/d/1a2b3c4d5e6f7g8h/view',
    'https://example.com/glass',
    'https://soundcloud.com.example.com/kite/glass',
  ])
    t.is(toAsked(url), null, url);
  t.deepEqual(PLATFORMS.filter(hasOembed), [
    'soundcloud',
    'youtube',
    'spotify',
    'apple_music',
    'audius',
    'tidal',
    'deezer',
  ]);
  t.is(toOembedUrl({ url: 'not an address', platform: 'spotify' }), null);
});

test('of a video, the picture without bars', (t) => {
  const picture = 'https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg';
  t.is(toThumbnailUrl(picture, 'youtube'), 'https://i.ytimg.com/vi/dQw4w9WgXcQ/mqdefault.jpg');
  t.is(toThumbnailUrl(picture, 'spotify'), picture);
});
