import test from 'ava';
import { parseDiscordFile } from '../../../domain/links/discord-file.ts';
import { parseTrackLink } from '../../../domain/links/parse-track-link.ts';

const HM = 'ab'.repeat(32);
const SIGNATURE = `ex=6a1c0000&is=6a1aae80&hm=${HM}`;
const PATH = '/attachments/1180000000000000104/1180000000000000105';
const URL_OF_FILE = `https://cdn.discordapp.com${PATH}/glass.wav?${SIGNATURE}`;
const FILE = { url: URL_OF_FILE, name: 'glass.wav', expiresAt: 0x6a1c0000 * 1_000 };

for (const pasted of [
  URL_OF_FILE,
  `${URL_OF_FILE}&`,
  `  listen: <${URL_OF_FILE}>!`,
  `http://cdn.discordapp.com${PATH}/glass.wav?${SIGNATURE}`,
  `https://media.discordapp.net${PATH}/glass.wav?${SIGNATURE}&format=webp&width=300`,
  `https://CDN.discordapp.com:443${PATH}/glass.wav?hm=${HM.toUpperCase()}&is=6a1aae80&ex=6A1C0000`,
  `${URL_OF_FILE} ${URL_OF_FILE}`,
])
  test(`a file on Discord: ${pasted}`, (t) => {
    t.deepEqual(parseTrackLink(pasted), { kind: 'files', files: [FILE], note: null });
  });

for (const href of [
  `https://cdn.discordapp.com${PATH}/glass.wav`,
  `https://cdn.discordapp.com${PATH}/glass.wav?ex=6a1c0000&is=6a1aae80`,
  `https://cdn.discordapp.com${PATH}/glass.wav?ex=soon&is=6a1aae80&hm=${HM}`,
  `https://cdn.discordapp.com${PATH}/?${SIGNATURE}`,
  `https://cdn.discordapp.com${PATH}/a/b.wav?${SIGNATURE}`,
  `https://cdn.discordapp.com/attachments/x/1180000000000000105/glass.wav?${SIGNATURE}`,
  `https://cdn.discordapp.com/ephemeral-${PATH.slice(1)}/glass.wav?${SIGNATURE}`,
  `https://cdn.discordapp.com${PATH}/../../../avatars/x?${SIGNATURE}`,
  `https://cdn.discordapp.com:8443${PATH}/glass.wav?${SIGNATURE}`,
  `https://cdn.discordapp.com.evil.example${PATH}/glass.wav?${SIGNATURE}`,
  `https://evil.example${PATH}/glass.wav?${SIGNATURE}`,
  `ftp://cdn.discordapp.com${PATH}/glass.wav?${SIGNATURE}`,
])
  test(`no file on Discord: ${href}`, (t) => {
    t.is(parseDiscordFile(new URL(href)), null);
    t.not(parseTrackLink(href).kind, 'files');
  });

test('several files are all the demo’s, a track’s link is rather the demo’s, and a password is kept', (t) => {
  const other = URL_OF_FILE.replace('glass.wav', 'Low%20Tide.wav');
  t.like(parseTrackLink(`${URL_OF_FILE} ${other} password: kite`), {
    kind: 'files',
    files: { 0: FILE, 1: { url: other, name: 'Low Tide.wav' }, length: 2 },
    note: 'password: kite',
  });
  t.like(parseTrackLink(`${URL_OF_FILE} https://soundcloud.com/kite/glass`), { kind: 'link' });
  const login = URL_OF_FILE.replace('https://', 'https://a:b@');
  t.deepEqual(parseTrackLink(login), { kind: 'refused', code: 'credentials' });
  const broken = URL_OF_FILE.replace('glass.wav', '%E0%A4%A.wav');
  t.like(parseTrackLink(broken), { kind: 'files', files: { 0: { name: '%E0%A4%A.wav' } } });
});
