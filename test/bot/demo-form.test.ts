import test from 'ava';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { getMessage, pressButton, submitForm } from '../helpers/discord-actions.ts';
import { waitForFinalAnswer } from '../helpers/final-answer.ts';
import {
  createLabel,
  DEFAULT_DEMO,
  messageText,
  runCommand,
  setUpLabel,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp();

async function createFixture(plan: string | null) {
  const app = await getApp();
  const label = await createLabel(app, { plan });
  await setUpLabel(app, label);
  const choose = (source: Outcome, customId: string, value: string) => {
    const { id: messageId, channel_id: channelId } = getMessage(source);
    const choosing = app.discord.control.choose({
      ...{ personId: label.owner, channelId, messageId, customId, values: [value], settle: true },
    });
    return waitForFinalAnswer(app, choosing);
  };
  const press = (source: Outcome, customId: string, personId = label.owner) =>
    pressButton(app, personId, source, customId);
  const show = () => runCommand(app, label.owner, label.generalChannel, 'form');
  /** Adds a question, and returns its id. */
  const add = async (kind: string, values: Record<string, string>): Promise<string> => {
    const form = await choose(await show(), 'demo_form:add', kind);
    const shown = await submitForm(app, label.owner, form, { hint: '', required: 'no', ...values });
    const ids = [...JSON.stringify(getMessage(shown)).matchAll(/"value":"([0-9a-f]{8})"/g)];
    return ids.at(-1)?.[1] ?? '';
  };
  return { app, label, choose, press, show, add };
}

test('a label makes its form: artists are asked page by page, and staff read the answers', async (t) => {
  const { app, label, choose, press, show, add } = await createFixture('starter');
  t.true(
    messageText(await show()).startsWith(
      [
        '### What artists are asked',
        '**First page**',
        '1. Artist name · required',
        '2. Track title · required',
        '3. **Track link** · link',
        '4. **Files** · files',
        '5. **Message** · text',
      ].join('\n'),
    ),
  );
  const style = await add('choice', {
    label: 'Style',
    options: 'Techno\nHouse\n',
    required: 'yes',
  });
  const rights = await add('confirm', { label: 'I own all rights', required: 'yes' });
  const bpm = await add('short', { label: 'Which BPM?', hint: 'A number' });
  // The choice comes before link and files, so that what follows can depend on it.
  let part = await choose(await show(), 'demo_form:part', style);
  for (let move = 0; move < 3; move++) part = await press(part, `demo_form:up:${style}`);
  const asked = await choose(await show(), 'demo_form:part', bpm);
  const conditional = await choose(asked, `demo_form:condition:${bpm}`, `${style}:0`);
  t.regex(
    messageText(conditional),
    /^8\. \*\*Which BPM\?\*\* · one line · only if Style: Techno\n/,
  );
  t.regex(messageText(await press(conditional, `demo_form:up:${bpm}`)), /^7\. \*\*Which BPM/);
  t.regex(
    messageText(await show()),
    /3\. \*\*Style\*\* · one of several · required\n4\. \*\*Track link\*\* · link\n5\. \*\*Files\*\* · files\n\*\*Second page\*\*, behind a button\n6\. \*\*Message\*\*/,
  );
  // What the condition is about cannot go.
  t.is(
    messageText(await press(part, `demo_form:remove:${style}`)),
    '“Which BPM?” depends on an answer that isn’t asked for on the first page. Change its condition first.',
  );

  const first = await runCommand(app, label.artist, label.demosChannel, 'submit');
  const { artistName, trackTitle, trackUrl } = DEFAULT_DEMO;
  const typed = { artistName, trackTitle, trackUrl, [style]: 'Techno' };
  const refused = await submitForm(app, label.artist, first, { ...typed, trackUrl: 'kite' });
  t.regex(messageText(refused), /^Track link: there’s no link in it/);
  const reopened = await press(
    refused,
    /form:again:[\w:]+/.exec(JSON.stringify(getMessage(refused)))?.[0] ?? '',
    label.artist,
  );
  t.regex(JSON.stringify(reopened), /"value":"Techno","label":"Techno","default":true/);
  const next = await submitForm(app, label.artist, reopened, typed);
  t.regex(messageText(next), /^### One more step\n/);
  const nextId = /submit:next:\w+/.exec(JSON.stringify(getMessage(next)))?.[0] ?? '';
  const second = await press(next, nextId, label.artist);
  t.regex(JSON.stringify(second), new RegExp(`${bpm}.*${rights}|${rights}.*${bpm}`));
  const receipt = await submitForm(app, label.artist, second, {
    ...{ message: 'Hi', [rights]: ['Yes'], [bpm]: '132' },
  });
  t.regex(messageText(receipt), /Demo #1 is in/);
  const card = await waitForMessage(app, { channelId: label.staffChannel, contains: 'I own all' });
  t.regex(
    messageText(card),
    /> Hi\n\*\*Style\*\*\nTechno\n(.|\n)*\*\*Which BPM\?\*\*\n132\n\*\*I own all rights\*\*\nYes/,
  );

  // Another answer on the first page: the question that depends on it is not asked.
  const other = await runCommand(app, label.secondArtist, label.demosChannel, 'submit');
  const page = await submitForm(app, label.secondArtist, other, { ...typed, [style]: 'House' });
  const pageId = /submit:next:\w+/.exec(JSON.stringify(getMessage(page)))?.[0] ?? '';
  t.notRegex(JSON.stringify(await press(page, pageId, label.secondArtist)), new RegExp(bpm));
});

test('a form that Discord would refuse is not saved; on Free the form is shown', async (t) => {
  const { choose, show, app, label } = await createFixture('starter');
  const form = await choose(await show(), 'demo_form:add', 'choice');
  const refused = await submitForm(app, label.owner, form, {
    ...{ label: 'Style', hint: '', options: 'Techno', required: 'no' },
  });
  t.regex(messageText(refused), /^“Style” needs at least two options, one on each line\./);
  const free = await createFixture(null);
  t.regex(
    messageText(await free.show()),
    /-# Your own form needs the \*\*Starter\*\* plan\. See `\/premium`\./,
  );
});
