import test from 'ava';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { getMessage, pressButton, submitForm } from '../helpers/discord-actions.ts';
import {
  createLabel,
  DEFAULT_DEMO,
  findButton,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp();

async function createSentDemo(files: { name: string; content: Uint8Array }[] = []) {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const receipt = await submitDemo(app, label, {}, label.artist, files);
  const readRow = () =>
    app.tenancy.read(label.guildId, (db) =>
      db.table('submissions').where('number', 1).first('track_url', 'message'),
    );
  const open = (source: Outcome) => pressButton(app, label.artist, source, 'correct:open:1');
  return { app, label, receipt, readRow, open };
}

/** What the fields of a form hold, and what their menus offer. */
function readForm(form: Outcome) {
  if (form.kind !== 'modal') throw new Error(JSON.stringify(form));
  const fields = form.components.map((each) => each['component'] as Record<string, unknown>);
  return Object.fromEntries(
    fields.map((field) => [
      field['custom_id'],
      field['value'] ?? (field['options'] as { label: string }[] | undefined)?.map((o) => o.label),
    ]),
  );
}

test('Correct: the form has what was sent, the card what was corrected', async (t) => {
  const { app, label, receipt, readRow, open } = await createSentDemo();
  const form = await open(receipt);
  t.like(form, { kind: 'modal', title: 'Correct demo #1' });
  t.deepEqual(readForm(form), {
    trackUrl: DEFAULT_DEMO.trackUrl,
    message: DEFAULT_DEMO.message,
    files: undefined,
  });
  const trackUrl = 'https://soundcloud.com/kite/glass-horizon-final';
  const done = await submitForm(app, label.artist, form, { trackUrl, message: 'Final master.' });
  t.is(messageText(done), '✏️ Demo **#1** is corrected. The label sees it as it is now.');
  t.deepEqual(await readRow(), { track_url: trackUrl, message: 'Final master.' });
  const card = await waitForMessage(app, {
    channelId: label.staffChannel,
    contains: 'glass-horizon-final',
  });
  t.regex(messageText(card), /> Final master\./);

  // A refusal keeps what was typed, two links are asked about.
  const again = await open(
    await runCommand(app, label.artist, label.demosChannel, 'submission', { number: 1 }),
  );
  const refused = await submitForm(app, label.artist, again, { trackUrl: 'nowhere', message: 'M' });
  t.regex(messageText(refused), /^Track link: there’s no link in it/);
  const reopenId = /form:again:[\w:]+/.exec(JSON.stringify(refused))?.[0] ?? '';
  const reopened = await pressButton(app, label.artist, refused, reopenId);
  t.like(readForm(reopened), { trackUrl: 'nowhere', message: 'M' });
  const two = await submitForm(app, label.artist, reopened, {
    trackUrl: 'https://soundcloud.com/kite/a https://soundcloud.com/kite/b',
    message: 'M',
  });
  t.regex(messageText(two), /Which link is your track\?/);
  const { id: messageId, channel_id: channelId } = getMessage(two);
  const customId = /correct:link:\d+:1/.exec(JSON.stringify(two))?.[0] ?? '';
  await app.discord.control.choose({
    ...{ personId: label.artist, channelId, messageId, customId, values: ['1'], settle: true },
  });
  t.deepEqual(await readRow(), { track_url: 'https://soundcloud.com/kite/b', message: 'M' });
});

test('Correct: a file is removed and another one added', async (t) => {
  const content = new TextEncoder().encode('lyrics');
  const { app, label, receipt, open } = await createSentDemo([{ name: 'old.txt', content }]);
  const form = await open(receipt);
  t.deepEqual(readForm(form)['removedFileIds'], ['old.txt']);
  if (form.kind !== 'modal') return;
  const fileId = /"value":"([0-9a-f-]{36})"/.exec(JSON.stringify(form))?.[1] ?? '';
  const done = await app.discord.control.submitModal({
    personId: label.artist,
    modalId: form.modalId,
    values: { trackUrl: '', message: '', removedFileIds: [fileId] },
    files: { files: [{ name: 'new.txt', content }] },
    settle: true,
  });
  t.regex(messageText(done), /is corrected/);
  const names = await app.tenancy.read(label.guildId, (db) =>
    db.table('files').whereNot('state', 'removed').pluck('name'),
  );
  t.deepEqual(names, ['new.txt']);
});

test('Correct: once staff have acted it is refused, and no longer offered', async (t) => {
  const { app, label, receipt, open, readRow } = await createSentDemo();
  const form = await open(receipt);
  await runCommand(app, label.staff, label.staffChannel, 'status', {
    number: 1,
    new_status: 'needs_review',
  });
  const closed = /^The label has started on this demo/;
  t.regex(messageText(await open(receipt)), closed);
  t.regex(
    messageText(
      await submitForm(app, label.artist, form, {
        trackUrl: 'https://soundcloud.com/kite/late',
        message: '',
      }),
    ),
    closed,
  );
  t.like(await readRow(), { track_url: DEFAULT_DEMO.trackUrl });
  const shown = await runCommand(app, label.artist, label.demosChannel, 'submission', {
    number: 1,
  });
  t.notThrows(() => findButton(getMessage(shown), 'upload:add:1'));
  t.throws(() => findButton(getMessage(shown), 'correct:open:1'));
});
