import test from 'ava';
import { REST, Routes } from 'discord.js';
import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import type { TestApp } from '../helpers/app.ts';
import { getMessage } from '../helpers/discord-actions.ts';
import {
  createLabel,
  DEFAULT_DEMO,
  messageText,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot', 'worker'] });

test('an artist who pastes two links chooses one, and nothing they typed is lost', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const demo = {
    ...DEFAULT_DEMO,
    message: 'Mixed by me.\nStems on request',
    trackUrl: 'https://soundcloud.com/kite/one or samply.app/p/AbC password: 1234',
  };
  const question = await submitDemo(app, label, demo);
  t.regex(messageText(question), /Which link is your track\?\nYou pasted 2/);
  t.regex(messageText(question), /soundcloud\.com\/kite\/one\nsamply\.app\/p\/AbC$/);

  const answer = await chooseLink(app, label.artist, question, '1');
  t.regex(messageText(answer), /Demo #1 is in/);
  const row = await app.tenancy.read(label.guildId, (db) =>
    db.table('submissions').first('track_url', 'artist_name', 'track_title', 'message'),
  );
  t.deepEqual(row, {
    track_url: 'https://samply.app/p/AbC',
    artist_name: demo.artistName,
    track_title: demo.trackTitle,
    message: `${demo.message}\n\nor password: 1234`,
  });
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'password: 1234' });

  // Both were meant.
  t.regex(messageText(await chooseLink(app, label.artist, question, '0')), /Demo #2 is in/);
});

test('a form’s values are for whoever filled it in', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const trackUrl = 'https://soundcloud.com/kite/one https://soundcloud.com/kite/two';
  const question = await submitDemo(app, label, { trackUrl });
  const rest = new REST({ api: `${app.discord.url}/api` }).setToken(LOCAL_APP.token);
  // The same menu, where somebody else can use it.
  const forged = (await rest.post(Routes.channelMessages(label.demosChannel), {
    body: { flags: MessageFlags.IsComponentsV2, components: getMessage(question).components },
  })) as APIMessage;
  const outcome = await chooseLink(app, label.secondArtist, forged, '0');
  t.regex(messageText(outcome), /what you typed is no longer kept/);
  t.regex(messageText(await chooseLink(app, label.artist, forged, '1')), /Demo #1 is in/);
});

function chooseLink(app: TestApp, personId: string, source: APIMessage | Outcome, value: string) {
  const { id: messageId, channel_id: channelId, components } = getMessage(source);
  const customId = /submit:link:\d+/.exec(JSON.stringify(components))?.[0] ?? '';
  return app.discord.control.choose({
    personId,
    channelId,
    messageId,
    customId,
    values: [value],
    settle: true,
  });
}
