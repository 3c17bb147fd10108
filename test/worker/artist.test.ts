import test from 'ava';
import { sharedApp } from '../helpers/shared-app.ts';
import { countMatches, createWorkerFixture } from './fixture.ts';

const getApp = sharedApp({ processes: ['worker'] });

test('the artist’s DMs are closed: staff are told once, on the card and in the thread', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { control } = fixture.app.discord;
  await control.editPerson({ personId: fixture.artist, dmsClosed: true });
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  await fixture.messageArtist(number, 'More bass');
  await fixture.waitUntilIdle();

  const thread = await fixture.readBotMessages(await fixture.waitForThread(number));
  t.is(countMatches(thread, 'wasn’t delivered: the artist’s DMs are closed'), 1);
  t.is(countMatches(thread, 'More bass'), 1);
  t.regex((await fixture.readBotMessages(fixture.staffChannel)).join(), /DMs are closed/);
  const shown = await fixture.operations.submissions.get(fixture.admin, number);
  t.is(shown.delivery.artistUnreachable, 'dm_closed');
  t.regex(JSON.stringify(shown.timeline), /"delivery":"failed".*"problem":"dm_closed"/);
  t.deepEqual(await fixture.readOutbox(), []);

  await control.editPerson({ personId: fixture.artist, dmsClosed: false });
  await fixture.messageArtist(number, 'Again');
  await fixture.waitUntilIdle();
  t.is(countMatches(await fixture.readBotMessages(await fixture.openDmChannel()), 'Again'), 1);
  t.notRegex((await fixture.readBotMessages(fixture.staffChannel)).join(), /DMs are closed/);
});

test('the artist left the server: the card says so, nothing is dead', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  await fixture.app.discord.control.leave({ serverId: fixture.guildId, personId: fixture.artist });
  await fixture.approve(number);
  await fixture.waitUntilIdle();
  t.regex((await fixture.readBotMessages(fixture.staffChannel)).join(), /left this server/);
  t.deepEqual(await fixture.readOutbox(), []);
});

test('a decision that is undone before its DM leaves: no DM, and the card is open again', async (t) => {
  const fixture = await createWorkerFixture(await getApp(), { undoSeconds: 1 });
  const dm = await fixture.openDmChannel();
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  await fixture.approve(number);
  await fixture.undo(number);
  await fixture.waitUntilIdle();
  t.deepEqual(await fixture.readOutbox(), []);
  // Rows leave in the order of their making: this one would come after that of the decision.
  await fixture.messageArtist(number, 'After all');
  await fixture.waitUntilIdle();
  t.is(countMatches(await fixture.readBotMessages(dm), 'said yes'), 0);
  t.is(countMatches(await fixture.readBotMessages(dm), 'After all'), 1);
  t.notRegex((await fixture.readBotMessages(fixture.staffChannel)).join(), /Approved\*\* by/);
});

test('a card posted after its decision shows the decision', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { control } = fixture.app.discord;
  const path = `/channels/${fixture.staffChannel}/messages`;
  const { id: faultId } = await control.injectFault({ method: 'POST', path, held: true });
  const number = await fixture.submitDemo('Glass Horizon');
  await control.waitForFault({ faultId });
  await fixture.approve(number);
  await control.releaseFault({ faultId });
  await fixture.waitUntilIdle();
  const cards = await fixture.readBotMessages(fixture.staffChannel);
  t.is(countMatches(cards, 'Glass Horizon'), 1);
  t.regex(cards.join(), /Approved\*\* by/);
});
