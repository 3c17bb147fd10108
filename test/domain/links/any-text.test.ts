import test from 'ava';
import fc from 'fast-check';
import { parseTrackLink, parseTrackUrl } from '../../../domain/links/parse-track-link.ts';

/** Pieces of which texts with links are made, whole and broken. */
const piece = fc.oneof(
  fc.constantFrom(
    ...['https://', 'http:', 'https:\\\\', 'spotify:track:', '//', '@', ':', '?', '#', '#!', '&v='],
    ...['soundcloud.com', 'youtube.com', 'mega.nz', 'nas.local', '127.0.0.1', '[::1]', '%', '\\'],
    ...['(', ')', '<', '>', '"', '|', '`', '.', ' ', '\u200b', '\u202e', '\u0000', '/'],
    'https://l.facebook.com/l.php?u=',
    '4uLU6hMCjMI75M1A2tKUQC',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const anyText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

test('whatever is pasted has an answer, and what is accepted is a public web address', (t) => {
  fc.assert(
    fc.property(anyText, (text) => {
      const result = parseTrackLink(text);
      const links =
        result.kind === 'link' ? [result.link] : result.kind === 'several' ? result.links : [];
      for (const link of links) {
        const url = new URL(link.url);
        t.true(url.protocol === 'https:' || url.protocol === 'http:');
        t.is(url.username + url.password, '');
        t.is(url.href, link.url);
        t.regex(link.hash, /^[0-9a-f]{64}$/);
        // As it is read from the store.
        t.deepEqual(parseTrackUrl(link.url), link);
      }
    }),
    { numRuns: 2_000 },
  );
});
