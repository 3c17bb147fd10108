import test from 'ava';
import { sharedApp } from '../helpers/shared-app.ts';
import { pickCases } from '../helpers/test-matrix.ts';
import { countMatches, createWorkerFixture, type WorkerFixture } from './fixture.ts';

const getApp = sharedApp({ processes: ['worker'] });

/** Whether it was done or not, the caller cannot know. */
const FAULTS = {
  'an answer that is lost': { drop: true, afterEffect: true },
  'a 502 after the effect': { status: 502, afterEffect: true },
  'a connection that breaks before': { drop: true },
  'a 500 instead': { status: 500 },
};
const names = Object.keys(FAULTS) as (keyof typeof FAULTS)[];
type Fault = (typeof FAULTS)[keyof typeof FAULTS];

/** Lets the call fail so; then Discord forgets its nonces, so that only looking there helps. */
async function withFault(
  fixture: WorkerFixture,
  path: string,
  faultSpec: Fault,
  run: () => Promise<unknown>,
) {
  const { control } = fixture.app.discord;
  const fault = await control.injectFault({ method: 'POST', path, ...faultSpec });
  await run();
  await control.waitForFault({ faultId: fault.id });
  await control.forgetNonces();
  await fixture.waitUntilIdle();
}

for (const name of pickCases(names, [
  'an answer that is lost',
  'a connection that breaks before',
])) {
  const faultSpec = FAULTS[name];
  test(`${name}: one card`, async (t) => {
    const fixture = await createWorkerFixture(await getApp());
    const path = `/channels/${fixture.staffChannel}/messages`;
    await withFault(fixture, path, faultSpec, () => fixture.submitDemo('Glass Horizon'));
    t.is(countMatches(await fixture.readBotMessages(fixture.staffChannel), 'Glass Horizon'), 1);
    t.deepEqual(await fixture.readOutbox(), []);
  });

  test(`${name}: one thread, introduced once`, async (t) => {
    const fixture = await createWorkerFixture(await getApp());
    const path = `/channels/${fixture.staffChannel}/threads`;
    await withFault(fixture, path, faultSpec, () => fixture.submitDemo('Glass Horizon'));
    const { control } = fixture.app.discord;
    const { threads } = await control.getServer({ serverId: fixture.guildId });
    t.is(threads.length, 1);
    t.is(
      countMatches(
        await fixture.readBotMessages(await fixture.waitForThread(1)),
        'Private staff thread',
      ),
      1,
    );
  });

  test(`${name}: one message to the artist, copied once`, async (t) => {
    const fixture = await createWorkerFixture(await getApp());
    const dm = await fixture.openDmChannel();
    const number = await fixture.submitDemo('Glass Horizon');
    await fixture.waitUntilIdle();
    await withFault(fixture, `/channels/${dm}/messages`, faultSpec, () =>
      fixture.messageArtist(number, 'More bass'),
    );
    t.is(countMatches(await fixture.readBotMessages(dm), 'More bass'), 1);
    const thread = await fixture.waitForThread(number);
    await withFault(fixture, `/channels/${thread}/messages`, faultSpec, () =>
      fixture.replyAsArtist(number, 'Done'),
    );
    t.is(countMatches(await fixture.readBotMessages(thread), 'Done'), 1);
    t.is(countMatches(await fixture.readBotMessages(thread), 'More bass'), 1);
  });

  test(`${name}: one DM about the decision`, async (t) => {
    const fixture = await createWorkerFixture(await getApp());
    const dm = await fixture.openDmChannel();
    const number = await fixture.submitDemo('Glass Horizon');
    await withFault(fixture, `/channels/${dm}/messages`, faultSpec, () => fixture.approve(number));
    t.is(countMatches(await fixture.readBotMessages(dm), 'said yes'), 1);
    t.regex((await fixture.readBotMessages(fixture.staffChannel)).join(), /Approved\*\* by/);
  });
}
