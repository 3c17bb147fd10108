import test from 'ava';
import { submissionSubject } from '../../domain/index.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { countMatches, createWorkerFixture, type WorkerFixture } from './fixture.ts';

const getApp = sharedApp({ processes: ['worker'] });

let serial = 0;
const newRequestId = () => `notes-test:${++serial}`;

const addNote = ({ operations, admin }: WorkerFixture, number: number, body: string, at?: number) =>
  operations.notes.add(admin, {
    requestId: newRequestId(),
    subject: submissionSubject(number),
    body,
    ...(at === undefined ? {} : { positionMs: at }),
  });

const removeNote = ({ operations, admin }: WorkerFixture, number: number, noteId: string) =>
  operations.notes.remove(admin, {
    requestId: newRequestId(),
    subject: submissionSubject(number),
    noteId,
  });

test('a note is posted in the thread, plainly, and deleted with the note', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const number = await fixture.submitDemo('Glass Horizon');
  const { noteId } = await addNote(fixture, number, '**Drop** it @everyone <@1>', 83_900);
  await addNote(fixture, number, 'Stays');
  await fixture.waitUntilIdle();
  const thread = await fixture.waitForThread(number);
  const [note = ''] = (await fixture.readBotMessages(thread)).filter((text) => /Drop/.test(text));
  t.true(note.includes('**Somebody** at 1:23'), note);
  t.true(note.includes('\\*\\*Drop\\*\\* it @\u200beveryone <\u200b@\u200b1\\>'), note);
  const { messages } = await fixture.app.discord.control.inspectChannel({ channelId: thread });
  t.true(messages.every((each) => !each.mention_everyone && each.mentions.length === 0));

  await removeNote(fixture, number, noteId);
  await fixture.waitUntilIdle();
  const texts = await fixture.readBotMessages(thread);
  t.is(countMatches(texts, 'Drop'), 0);
  t.is(countMatches(texts, 'Stays'), 1);
  t.deepEqual(await fixture.readOutbox(), []);
});

test('a note that was removed before it could be posted is not posted', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  const thread = await fixture.waitForThread(number);
  const path = `/channels/${thread}/messages`;
  const { control } = fixture.app.discord;
  await control.injectFault({ method: 'POST', path, status: 500, times: 1 });
  const { noteId } = await addNote(fixture, number, 'Never seen');
  await fixture.waitForRow('thread.note', ({ attempts }) => Number(attempts) > 0);
  await removeNote(fixture, number, noteId);
  await fixture.waitUntilIdle();
  t.is(countMatches(await fixture.readBotMessages(thread), 'Never seen'), 0);
  t.deepEqual(await fixture.readOutbox(), []);
});

for (const [name, fault] of Object.entries({
  'an answer that is lost': { drop: true, afterEffect: true },
  'a connection that breaks before': { drop: true },
})) {
  test(`${name}: one message, which the removal deletes`, async (t) => {
    const fixture = await createWorkerFixture(await getApp());
    const { control } = fixture.app.discord;
    const number = await fixture.submitDemo('Glass Horizon');
    await fixture.waitUntilIdle();
    const thread = await fixture.waitForThread(number);
    const path = `/channels/${thread}/messages`;
    const { id: faultId } = await control.injectFault({ method: 'POST', path, ...fault });
    const kept = await addNote(fixture, number, 'The break');
    await control.waitForFault({ faultId });
    await control.forgetNonces();
    await fixture.waitUntilIdle();
    t.is(countMatches(await fixture.readBotMessages(thread), 'The break'), 1);
    await removeNote(fixture, number, kept.noteId);
    await fixture.waitUntilIdle();
    t.is(countMatches(await fixture.readBotMessages(thread), 'The break'), 0);
  });
}

test('a note that may have been posted before it was removed is deleted', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { control } = fixture.app.discord;
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  const thread = await fixture.waitForThread(number);
  const path = `/channels/${thread}/messages`;
  await control.injectFault({ method: 'POST', path, drop: true, afterEffect: true, times: 1 });
  const { noteId } = await addNote(fixture, number, 'The break');
  await fixture.waitForRow('thread.note', ({ attempts }) => Number(attempts) > 0);
  t.is(countMatches(await fixture.readBotMessages(thread), 'The break'), 1);
  await removeNote(fixture, number, noteId);
  await fixture.waitUntilIdle();
  t.is(countMatches(await fixture.readBotMessages(thread), 'The break'), 0);
  t.deepEqual(await fixture.readOutbox(), []);
});

test('a message that staff deleted, and a lost thread, are no obstacle', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { control } = fixture.app.discord;
  const number = await fixture.submitDemo('Glass Horizon');
  const { noteId } = await addNote(fixture, number, 'The break');
  await fixture.waitUntilIdle();
  const thread = await fixture.waitForThread(number);
  const { messages } = await control.inspectChannel({ channelId: thread });
  const message = messages.find(
    ({ author, ...each }) =>
      author.id === LOCAL_APP.id && JSON.stringify(each).includes('The break'),
  );
  await control.deleteMessage({
    personId: fixture.owner,
    channelId: thread,
    messageId: message?.id ?? '',
  });
  await removeNote(fixture, number, noteId);
  await fixture.waitUntilIdle();
  t.deepEqual(await fixture.readOutbox(), []);

  const other = await addNote(fixture, number, 'The intro');
  await fixture.waitUntilIdle();
  await control.deleteChannel({ channelId: thread });
  await removeNote(fixture, number, other.noteId);
  await addNote(fixture, number, 'The end');
  await fixture.waitUntilIdle();
  t.deepEqual(await fixture.readOutbox(), []);
  const newThread = await fixture.waitForThread(number);
  t.not(newThread, thread);
  t.is(countMatches(await fixture.readBotMessages(newThread), 'The end'), 1);
});
