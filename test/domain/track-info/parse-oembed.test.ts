import test from 'ava';
import { parseOembed } from '../../../domain/track-info/parse-oembed.ts';

const parse = (answer: unknown) => parseOembed(JSON.stringify(answer));
const NOTHING = { title: null, artist: null, thumbnailUrl: null };

test('title, artist and artwork are read; the frame that it offers is not', (t) => {
  t.deepEqual(
    parse({
      version: 1.0,
      type: 'rich',
      provider_name: 'SoundCloud',
      title: 'Flickermood by Forss',
      author_name: 'Forss',
      thumbnail_url: 'https://i1.sndcdn.com/artworks-t500x500.jpg',
      html: '<iframe src="https://w.soundcloud.com/player/"></iframe>',
    }),
    {
      title: 'Flickermood',
      artist: 'Forss',
      thumbnailUrl: 'https://i1.sndcdn.com/artworks-t500x500.jpg',
    },
  );
  t.like(parse({ title: 'Stand by Me', author_name: 'Ben' }), { title: 'Stand by Me' });
  t.like(parse({ title: 'by Forss', author_name: 'Forss' }), { title: 'by Forss' });
});

test('what is not what it should be is not there', (t) => {
  for (const body of ['', '<!doctype html>', 'null', '[]', '"title"', '{"title":', '\u0000'])
    t.is(parseOembed(body), null, body);
  t.deepEqual(parse({}), NOTHING);
  t.deepEqual(parse({ title: 7, author_name: ['a'], thumbnail_url: { href: 'x' } }), NOTHING);
  t.deepEqual(parse({ title: ' \u200e\n ', author_name: null }), { ...NOTHING, title: '\u200e' });
  t.deepEqual(parse({ __proto__: { title: 'x' }, constructor: 'x' }), NOTHING);
});

test('texts become one line of a bounded length, whatever is in them', (t) => {
  const said = (title: string) => parse({ title })?.title;
  t.is(said('Glass\r\n\tHorizon\u0000\u2028\u001b[31m'), 'Glass Horizon [31m');
  t.is(said('\u202egnp.exe'), 'gnp.exe');
  t.is(said('\ud800half'), '\ufffdhalf');
  t.is(said('<b>&amp;'), '<b>&amp;');
  t.is(said('x'.repeat(1_000_000))?.length, 300);
  t.is(said('🎵'.repeat(1_000))?.isWellFormed(), true);
  t.is(said(' '.repeat(60_000)), null);
});

test('an artwork has an https address without credentials', (t) => {
  for (const url of [
    'http://i.scdn.co/image/a',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://u:p@i.scdn.co/a',
    '//i.scdn.co/a',
    'image.png',
    `https://i.scdn.co/${'a'.repeat(2_000)}`,
  ])
    t.is(parse({ thumbnail_url: url })?.thumbnailUrl, null, url.slice(0, 60));
});
