import test from 'ava';
import { parseTrackLink, type TrackLink } from '../../../domain/links/parse-track-link.ts';
import { ACCEPTED, DIFFERENT_TRACKS, REFUSED, SAME_TRACK, SEVERAL } from './link-table.ts';

function parse(pasted: string): TrackLink {
  const result = parseTrackLink(pasted);
  if (result.kind !== 'link') throw new Error(`${pasted}: ${JSON.stringify(result)}`);
  return result.link;
}

/** The values that occur more than once. */
const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

test('the table covers at least 150 different strings', (t) => {
  const strings = new Set([
    ...ACCEPTED.map(([pasted]) => pasted),
    ...SAME_TRACK.flat(),
    ...DIFFERENT_TRACKS.flat(),
    ...REFUSED.map(([, pasted]) => pasted),
    ...SEVERAL.map(([pasted]) => pasted),
  ]);
  t.true(strings.size >= 150, String(strings.size));
});

for (const [pasted, url, platform] of ACCEPTED)
  test(`${platform}: ${JSON.stringify(pasted)}`, (t) => {
    const link = parse(pasted);
    t.like(link, { url, platform });
    // What is stored is parsed again, by workers and when duplicates are looked for.
    t.deepEqual(parse(link.url), link);
  });

for (const links of SAME_TRACK)
  test(`the same track: ${links[0]}`, (t) => {
    const [first, ...others] = links.map((pasted) => ({ pasted, hash: parse(pasted).hash }));
    t.deepEqual(
      others.filter(({ hash }) => hash !== first?.hash),
      [],
    );
  });

for (const links of DIFFERENT_TRACKS)
  test(`different tracks: ${links[0]}`, (t) => {
    t.deepEqual(repeated(links.map((pasted) => parse(pasted).hash)), []);
  });

test('no two of the tracks have the same identity', (t) => {
  t.deepEqual(repeated(SAME_TRACK.map(([first = '']) => parse(first).hash)), []);
});

for (const [code, pasted] of REFUSED)
  test(`refused, ${code}: ${JSON.stringify(pasted.slice(0, 80))}`, (t) => {
    t.deepEqual(parseTrackLink(pasted), { kind: 'refused', code });
  });

for (const [pasted, urls] of SEVERAL)
  test(`several: ${pasted}`, (t) => {
    const result = parseTrackLink(pasted);
    t.deepEqual(result.kind === 'several' && result.links.map(({ url }) => url), urls);
  });

test('at most ten links are offered', (t) => {
  const text = Array.from({ length: 30 }, (_, index) => `https://a.com/${index}`).join(' ');
  const result = parseTrackLink(text);
  t.is(result.kind === 'several' && result.links.length, 10);
});

test('what may open the link is kept, other words are not', (t) => {
  const noteOf = (pasted: string) => {
    const result = parseTrackLink(pasted);
    return result.kind === 'link' ? result.note : result.kind;
  };
  t.is(noteOf('https://soundcloud.com/a/b password: 1234'), 'password: 1234');
  t.is(noteOf('PW kite, https://soundcloud.com/a/b'), 'PW kite,');
  t.is(noteOf('Listen to Night Drive by X on #SoundCloud https://soundcloud.com/a/b'), null);
  t.is(noteOf('https://soundcloud.com/a/b'), null);
});

test('short links are marked as such', (t) => {
  t.true(parse('https://on.soundcloud.com/AbC').isShortLink);
  t.true(parse('https://bit.ly/AbC').isShortLink);
  t.false(parse('https://soundcloud.com/a/b').isShortLink);
});
