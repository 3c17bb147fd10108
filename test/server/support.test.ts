import test from 'ava';
import { toSupport } from '../../server/support.ts';

const read = (address: string, invite = '') =>
  toSupport({ SUPPORT_ADDRESS: address, SUPPORT_INVITE: invite });

test('an e-mail address becomes a link that opens a mail; a URL stays one', (t) => {
  t.deepEqual(read('help@vektra.example'), {
    address: 'help@vektra.example',
    url: 'mailto:help@vektra.example',
    serverUrl: null,
  });
  t.deepEqual(read('https://vektra.example/help', 'https://discord.gg/vektra'), {
    address: 'https://vektra.example/help',
    url: 'https://vektra.example/help',
    serverUrl: 'https://discord.gg/vektra',
  });
});
