import test from 'ava';
import {
  pressButton,
  setUndoSeconds,
  submitDemoWithCard,
  submitForm,
  waitForDm,
} from '../helpers/discord-actions.ts';
import { createLabel, messageText, runCommand, setUpLabel, submitDemo } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot', 'worker'] });

test('/templates shows and changes the texts, which artists then get', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'starter' });
  await setUpLabel(app, label);
  const run = () => runCommand(app, label.owner, label.generalChannel, 'templates');
  const shown = await run();
  t.is(
    messageText(shown),
    [
      '### Texts for artists',
      '**When a demo is approved:** Vektra’s own text',
      '**When a demo is rejected:** Vektra’s own text',
      '**When a demo has arrived:** only Vektra’s own text',
      '**Footer:** none\n**Logo:** none',
      'When a demo is approved',
      'When a demo is rejected',
      'When a demo has arrived',
      'Footer and logo',
    ].join('\n'),
  );
  if (!('message' in shown) || typeof shown.message === 'string') throw new Error('no message');
  const { id: messageId, channel_id: channelId } = shown.message;
  const open = (name: string) =>
    app.discord.control.choose({
      ...{ personId: label.owner, channelId, messageId, customId: 'templates:change' },
      ...{ values: [name], settle: true },
    });
  const change = async (name: string, values: Record<string, string>) =>
    messageText(await submitForm(app, label.owner, await open(name), values));
  t.is(
    await change('approved', { approved: 'Hi {artist},\nwe want {track}!' }),
    'The text for approved demos, line 2, character 9: there’s no `track` to fill in here.\nFix and resend',
  );
  t.regex(
    await change('approved', { approved: '## Yes, {artist}!\n{title} fits {label}.' }),
    /\*\*When a demo is approved\*\*\n\\#\\# Yes, \{artist\}!/,
  );
  await change('success', { success: 'Thanks, {artist}. We listen on Fridays.' });
  await change('look', { footer: '*Nightfall*', logoUrl: 'https://nightfall.example/a.png' });
  t.regex(JSON.stringify(await open('look')), /"value":"https:\/\/nightfall\.example\/a\.png"/);

  const receipt = await submitDemo(app, label, { artistName: 'K*TE' });
  t.regex(messageText(receipt), /\nThanks, K\\\*TE\. We listen on Fridays\.\n/);
  await setUndoSeconds(app, label, 0);
  const { number, card } = await submitDemoWithCard(app, label, {
    ...{ artistName: '**KITE**', trackUrl: 'https://soundcloud.com/kite/second' },
  });
  await pressButton(app, label.staff, card, `card:approve:${number}`);
  const dm = await waitForDm(app, label.artist, '## Yes');
  t.is(
    messageText(dm),
    [
      '## Yes, \\*\\*KITE\\*\\*!\nGlass Horizon fits Nightfall.',
      '*Nightfall*',
      `-# Reply here to reach the label · #${number}`,
      `#${number}`,
    ].join('\n'),
  );
  t.regex(JSON.stringify(dm), /"url":"https:\/\/nightfall\.example\/a\.png"/);
});
