import test from 'ava';
import { createRegistry } from '../../bot/dispatch/registry.ts';
import { features } from '../../bot/features.ts';
import type { TestApp } from '../helpers/app.ts';
import { pressButton, runMenuCommand, submitForm } from '../helpers/discord-actions.ts';
import {
  createLabel,
  type Label,
  makeModerator,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });
const { userCommands, messageCommands } = createRegistry(features);

async function createReadyLabel() {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  return { app, label };
}

const post = (app: TestApp, { demosChannel }: Label, personId: string, message: object) =>
  app.discord.control.sendMessage({
    personId,
    channelId: demosChannel,
    content: '',
    ...message,
  });

const submitMessage = (
  app: TestApp,
  { demosChannel }: Label,
  personId: string,
  message: { id: string },
) => runMenuCommand(app, personId, demosChannel, 'Submit as demo', { messageId: message.id });

/** What a form is filled with, and what its file upload says. */
function readForm(form: object) {
  const components = (form as { components: { component: Record<string, unknown> }[] }).components;
  return Object.fromEntries(
    components.map(({ component, ...label }) => [
      component['custom_id'],
      component['custom_id'] === 'files'
        ? (label as { description?: string }).description
        : component['value'],
    ]),
  ) as Record<string, string | undefined>;
}

const readDemo = (app: TestApp, { guildId }: Label) =>
  app.tenancy.read(guildId, async (db) => ({
    row: await db.table('submissions').first('track_url', 'message', 'artist_name'),
    files: await db.table('files').orderBy('name').pluck('name'),
  }));

test('Artist history: counts and demos of the person, in pages, for staff', async (t) => {
  const { app, label } = await createReadyLabel();
  for (let sent = 1; sent <= 13; sent++) await submitDemo(app, label, { trackTitle: `T${sent}` });
  await submitDemo(app, label, {}, label.secondArtist);
  for (const [number, new_status] of [
    [1, 'approved'],
    [2, 'rejected'],
    [3, 'rejected'],
  ] as const)
    await runCommand(app, label.staff, label.staffChannel, 'status', { number, new_status });
  const history = await runMenuCommand(app, label.staff, label.staffChannel, 'Artist history', {
    userId: label.artist,
  });
  t.true(history.kind === 'message' && history.ephemeral);
  t.regex(
    messageText(history),
    new RegExp(
      `^### Demos of <@${label.artist}>\\n-# 13 demos · ○ In queue 10 · ● Approved 1 · ■ Rejected 2\\n` +
        '\\*\\*#13\\*\\*[\\s\\S]*#2\\*\\*[^#]*Older$',
    ),
  );
  const older = await pressButton(app, label.staff, history, `recent:before:2:${label.artist}`);
  t.regex(messageText(older), /13 demos[^\n]*\n\*\*#1\*\* ● T1[^#]*Newest$/);
  t.is(
    messageText(
      await runMenuCommand(app, label.staff, label.staffChannel, 'Artist history', {
        userId: label.owner,
      }),
    ),
    `### No demos\n<@${label.owner}> hasn’t sent this label any.`,
  );

  const ask = () =>
    runMenuCommand(app, label.secondArtist, label.demosChannel, 'Artist history', {
      userId: label.artist,
    });
  t.like(await ask(), { code: 'HIDDEN_COMMAND' });
  await makeModerator(app, label, label.secondArtist);
  t.is(messageText(await ask()), 'Only this label’s staff can use this.');
});

test('Submit as demo: link and text of a message are in the form, and its files in the demo', async (t) => {
  const { app, label } = await createReadyLabel();
  const { artist } = label;
  const message = await post(app, label, artist, {
    content: 'New one: <https://soundcloud.com/kite/glass?utm_source=x>\nunsigned',
    files: [
      { name: 'glass.wav', text: 'RIFF' },
      { name: 'cover.png', text: 'PNG' },
    ],
  });
  const form = await submitMessage(app, label, artist, message);
  t.deepEqual(readForm(form), {
    artistName: undefined,
    trackTitle: undefined,
    trackUrl: 'https://soundcloud.com/kite/glass?utm_source=x',
    files: 'Attached already: glass.wav, cover.png. Add files only to replace them.',
    message: 'New one: <https://soundcloud.com/kite/glass?utm_source=x>\nunsigned',
  });
  const { trackUrl = '', message: text = '' } = readForm(form);

  // A refusal loses none of it.
  const refused = await submitForm(app, artist, form, {
    artistName: '\u200b',
    trackTitle: 'Glass',
    trackUrl,
    message: text,
  });
  t.regex(messageText(refused), /Artist name can’t be blank/);
  const customId = /form:again:[\w:]+/.exec(JSON.stringify(refused))?.[0] ?? '';
  const again = await pressButton(app, artist, refused, customId);
  t.regex(readForm(again)['files'] ?? '', /glass\.wav, cover\.png/);
  const sent = await submitForm(app, artist, again, {
    artistName: 'KITE',
    trackTitle: 'Glass',
    trackUrl,
    message: text,
  });
  t.regex(messageText(sent), /Demo #1 is in/);
  t.deepEqual(await readDemo(app, label), {
    row: { track_url: trackUrl, message: text, artist_name: 'KITE' },
    files: ['cover.png', 'glass.wav'],
  });
});

test('Submit as demo: two links are asked about, a link alone is no message, a forward counts', async (t) => {
  const { app, label } = await createReadyLabel();
  const { artist } = label;
  const values = { artistName: 'KITE', trackTitle: 'Glass' };
  const two = await post(app, label, artist, {
    content: 'https://soundcloud.com/kite/one or https://soundcloud.com/kite/two',
  });
  const form = await submitMessage(app, label, artist, two);
  const { trackUrl = '' } = readForm(form);
  t.is(trackUrl, 'https://soundcloud.com/kite/one https://soundcloud.com/kite/two');
  t.regex(
    messageText(await submitForm(app, artist, form, { ...values, trackUrl, message: '' })),
    /Which link is your track\?/,
  );

  const alone = await post(app, label, artist, { content: 'https://soundcloud.com/kite/one' });
  t.like(readForm(await submitMessage(app, label, artist, alone)), {
    trackUrl: 'https://soundcloud.com/kite/one',
    message: undefined,
    files: 'Instead of a link, or with it. Audio plays best as WAV, FLAC or MP3',
  });
  const forward = await post(app, label, artist, {
    forward: { channelId: label.demosChannel, messageId: alone.id },
  });
  t.like(readForm(await submitMessage(app, label, artist, forward)), {
    trackUrl: 'https://soundcloud.com/kite/one',
  });
  // A link that the form refuses is in it: sending says why.
  const home = await post(app, label, artist, { content: 'https://soundcloud.com/' });
  const homeForm = await submitMessage(app, label, artist, home);
  t.regex(
    messageText(
      await submitForm(app, artist, homeForm, {
        ...values,
        trackUrl: readForm(homeForm)['trackUrl'] ?? '',
        message: '',
      }),
    ),
    /home page/,
  );
  const chat = await post(app, label, artist, { content: 'hello there' });
  t.like(readForm(await submitMessage(app, label, artist, chat)), {
    trackUrl: undefined,
    message: 'hello there',
  });
});

test('Submit as demo: somebody else’s message and a label that takes no demos are refused', async (t) => {
  const { app, label } = await createReadyLabel();
  const message = await post(app, label, label.artist, { content: 'https://soundcloud.com/k/x' });
  t.regex(
    messageText(await submitMessage(app, label, label.secondArtist, message)),
    /^You can only send your own messages as a demo/,
  );
  const rules = await runCommand(app, label.owner, label.generalChannel, 'rules');
  await pressButton(app, label.owner, rules, 'rules:pause');
  t.is(
    messageText(await submitMessage(app, label, label.artist, message)),
    'This label isn’t accepting demos right now.',
  );
});

test('/help names the commands of menus, to who can use them', async (t) => {
  const { app, label } = await createReadyLabel();
  const getHelp = async (personId: string) =>
    messageText(await runCommand(app, personId, label.demosChannel, 'help'));
  t.regex(
    await getHelp(label.artist),
    /\*\*Submit as demo\*\* \(right-click a message, then Apps\) Send your own message/,
  );
  t.notRegex(await getHelp(label.artist), /Artist history/);
  const forStaff = await getHelp(label.staff);
  for (const name of [...userCommands.keys(), ...messageCommands.keys()])
    t.true(forStaff.includes(`**${name}**`), name);
});
