import test from 'ava';
import { sharedHouse } from '../helpers/shared-house.ts';
import { countOf, type Desk, openDesk } from './desk.ts';

const open = sharedHouse({ processes: ['worker'] });

/** Whether it was done or not, the caller cannot know. */
const TROUBLE = {
  'an answer that is lost': { drop: true, afterEffect: true },
  'a 502 after the effect': { status: 502, afterEffect: true },
  'a connection that breaks before': { drop: true },
  'a 500 instead': { status: 500 },
};
type Trouble = (typeof TROUBLE)[keyof typeof TROUBLE];

/** Lets the call fail so; then Discord forgets its nonces, so that only looking there helps. */
async function failing(desk: Desk, path: string, trouble: Trouble, act: () => Promise<unknown>) {
  const { control } = desk.house.discord;
  const fault = await control.injectFault({ method: 'POST', path, ...trouble });
  await act();
  await control.waitForFault({ faultId: fault.id });
  await control.forgetNonces();
  await desk.settled();
}

for (const [name, trouble] of Object.entries(TROUBLE)) {
  test(`${name}: one card`, async (t) => {
    const desk = await openDesk(await open());
    const path = `/channels/${desk.staffChannel}/messages`;
    await failing(desk, path, trouble, () => desk.send('Glass Horizon'));
    t.is(countOf(await desk.said(desk.staffChannel), 'Glass Horizon'), 1);
    t.deepEqual(await desk.outbox(), []);
  });

  test(`${name}: one thread, introduced once`, async (t) => {
    const desk = await openDesk(await open());
    const path = `/channels/${desk.staffChannel}/threads`;
    await failing(desk, path, trouble, () => desk.send('Glass Horizon'));
    const { control } = desk.house.discord;
    const { threads } = await control.getServer({ serverId: desk.guildId });
    t.is(threads.length, 1);
    t.is(countOf(await desk.said(await desk.thread(1)), 'Private room'), 1);
  });

  test(`${name}: one message to the artist, copied once`, async (t) => {
    const desk = await openDesk(await open());
    const dm = await desk.dm();
    const number = await desk.send('Glass Horizon');
    await desk.settled();
    await failing(desk, `/channels/${dm}/messages`, trouble, () => desk.write(number, 'More bass'));
    t.is(countOf(await desk.said(dm), 'More bass'), 1);
    const thread = await desk.thread(number);
    await failing(desk, `/channels/${thread}/messages`, trouble, () => desk.answer(number, 'Done'));
    t.is(countOf(await desk.said(thread), 'Done'), 1);
    t.is(countOf(await desk.said(thread), 'More bass'), 1);
  });

  test(`${name}: one DM about the decision`, async (t) => {
    const desk = await openDesk(await open());
    const dm = await desk.dm();
    const number = await desk.send('Glass Horizon');
    await failing(desk, `/channels/${dm}/messages`, trouble, () => desk.approve(number));
    t.is(countOf(await desk.said(dm), 'said yes'), 1);
    t.regex((await desk.said(desk.staffChannel)).join(), /Approved\*\* by/);
  });
}
