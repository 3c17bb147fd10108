import test from 'ava';
import { sharedHouse } from '../helpers/shared-house.ts';
import { countOf, openDesk } from './desk.ts';

const open = sharedHouse({ processes: ['worker'] });

test('the artist’s DMs are closed: staff are told once, on the card and in the thread', async (t) => {
  const desk = await openDesk(await open());
  const { control } = desk.house.discord;
  await control.editPerson({ personId: desk.artist, dmsClosed: true });
  const number = await desk.send('Glass Horizon');
  await desk.settled();
  await desk.write(number, 'More bass');
  await desk.settled();

  const thread = await desk.said(await desk.thread(number));
  t.is(countOf(thread, 'did not arrive: the artist has closed'), 1);
  t.is(countOf(thread, 'More bass'), 1);
  t.regex((await desk.said(desk.staffChannel)).join(), /direct messages are closed/);
  const shown = await desk.acts.submissions.get(desk.admin, number);
  t.is(shown.delivery.artistUnreachable, 'dm_closed');
  t.regex(JSON.stringify(shown.timeline), /"delivery":"failed".*"problem":"dm_closed"/);
  t.deepEqual(await desk.outbox(), []);

  await control.editPerson({ personId: desk.artist, dmsClosed: false });
  await desk.write(number, 'Again');
  await desk.settled();
  t.is(countOf(await desk.said(await desk.dm()), 'Again'), 1);
  t.notRegex((await desk.said(desk.staffChannel)).join(), /direct messages are closed/);
});

test('the artist left the server: the card says so, nothing is dead', async (t) => {
  const desk = await openDesk(await open());
  const number = await desk.send('Glass Horizon');
  await desk.settled();
  await desk.house.discord.control.leave({ serverId: desk.guildId, personId: desk.artist });
  await desk.approve(number);
  await desk.settled();
  t.regex((await desk.said(desk.staffChannel)).join(), /no longer in this server/);
  t.deepEqual(await desk.outbox(), []);
});

test('a decision that is undone before its DM leaves: no DM, and the card is open again', async (t) => {
  const desk = await openDesk(await open(), { undoSeconds: 1 });
  const dm = await desk.dm();
  const number = await desk.send('Glass Horizon');
  await desk.settled();
  await desk.approve(number);
  await desk.undo(number);
  await desk.settled();
  t.deepEqual(await desk.outbox(), []);
  // Rows leave in the order of their making: this one would come after that of the decision.
  await desk.write(number, 'After all');
  await desk.settled();
  t.is(countOf(await desk.said(dm), 'said yes'), 0);
  t.is(countOf(await desk.said(dm), 'After all'), 1);
  t.notRegex((await desk.said(desk.staffChannel)).join(), /Approved\*\* by/);
});

test('a card that was decided while it was still on its way shows the decision', async (t) => {
  const desk = await openDesk(await open());
  const { control } = desk.house.discord;
  const path = `/channels/${desk.staffChannel}/messages`;
  const { id: faultId } = await control.injectFault({ method: 'POST', path, held: true });
  const number = await desk.send('Glass Horizon');
  await control.waitForFault({ faultId });
  await desk.approve(number);
  await control.releaseFault({ faultId });
  await desk.settled();
  const cards = await desk.said(desk.staffChannel);
  t.is(countOf(cards, 'Glass Horizon'), 1);
  t.regex(cards.join(), /Approved\*\* by/);
});
