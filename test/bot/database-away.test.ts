import test from 'ava';
import type { Outcome } from '../../sandbox/discord/index.ts';
import {
  createLabel,
  type Label,
  run,
  setUp,
  submitDemo,
  textOf,
  waitFor,
} from '../helpers/label.ts';
import { messageOf, press, suggestions, writeToBot } from '../helpers/on-discord.ts';
import { sharedHouse } from '../helpers/shared-house.ts';

// Discord shows an error to whoever waits for three seconds: that no such error is seen is the proof.
const open = sharedHouse({
  processes: ['bot'],
  variables: { POOL_TIMEOUT_MS: '1000' },
  strictDeadline: true,
});
const AWAY = /^The label’s database does not answer right now\. Try again in a minute/;
/** What /db_status says, which is there for that. */
const AWAY_STATUS = /Your data is in .*It does not answer right now/s;
const saysAway = (text: string) => AWAY.test(text) || AWAY_STATUS.test(text);
const SLOW = /^This takes longer than usual\. I am still on it/;

async function label(): Promise<{
  house: Awaited<ReturnType<typeof open>>;
  label: Label;
  decided: Outcome;
}> {
  const house = await open();
  const made = await createLabel(house, { plan: 'starter' });
  await setUp(house, made);
  await submitDemo(house, made);
  const decided = await run(house, made.staff, made.staffChannel, 'status', {
    number: 1,
    new_status: 'approved',
  });
  return { house, label: made, decided };
}

/** Everything that asks the label's database, by somebody who may. */
const everything = (
  house: Awaited<ReturnType<typeof open>>,
  at: Label,
  decided: Outcome,
): Promise<Outcome>[] => [
  run(house, at.owner, at.general, 'start', { label_name: 'Again' }),
  run(house, at.owner, at.general, 'setup_staff', { channel: at.staffChannel }),
  run(house, at.owner, at.general, 'db_status'),
  run(house, at.staff, at.staffChannel, 'staff_status'),
  run(house, at.artist, at.demos, 'my_subs'),
  run(house, at.artist, at.demos, 'submission', { number: 1 }),
  run(house, at.artist, at.demos, 'withdraw', { number: 1 }),
  run(house, at.staff, at.staffChannel, 'queue'),
  run(house, at.staff, at.staffChannel, 'status', { number: 1, new_status: 'contacted' }),
  run(house, at.staff, at.staffChannel, 'reply', { number: 1, message: 'Hello' }),
  submitDemo(house, at),
  press(house, at.staff, decided, 'review:undo:1'),
];

test.serial(
  'a database that refuses: everything says so at once, and works when it is back',
  async (t) => {
    const { house, label: at, decided } = await label();
    house.ways.region.cut();
    for (const outcome of await Promise.all(everything(house, at, decided))) {
      t.true(outcome.kind === 'message' && outcome.ephemeral, JSON.stringify(outcome));
      t.true(saysAway(textOf(outcome)), textOf(outcome));
    }
    const checklist = textOf(await run(house, at.owner, at.general, 'setup'));
    t.regex(checklist, /⬜ Your database does not answer right now/);
    // What cannot be known is not said.
    t.notRegex(checklist, /Name your label|Choose where/);
    t.deepEqual(await suggestions(house, at.staff, at.staffChannel, 'status', ''), []);
    t.regex(textOf((await writeToBot(house, at.artist, { content: 'Hello?' })).answer), AWAY);
    // What asks no label's database goes on.
    t.regex(textOf(await run(house, at.artist, at.demos, 'help')), /demos for your label/);
    t.regex(textOf(await run(house, at.artist, at.demos, 'premium')), /\*\*Starter\*\* plan/);

    house.ways.region.mend();
    t.regex(textOf(await run(house, at.staff, at.staffChannel, 'queue')), /The queue is empty/);
    t.regex(textOf(await submitDemo(house, at, { trackTitle: 'Second Light' })), /Demo #2 is in/);
  },
);

test.serial(
  'a database that hangs: everybody is told meanwhile, and told in the end',
  async (t) => {
    const { house, label: at, decided } = await label();
    house.ways.region.freeze();
    const asked = everything(house, at, decided);
    const typed = suggestions(house, at.staff, at.staffChannel, 'status', '');
    t.deepEqual(await typed, []);
    const told = await Promise.all(asked);
    t.true(told.some((outcome) => SLOW.test(textOf(outcome))));
    for (const outcome of told) {
      const { id: messageId, channel_id: channelId } = messageOf(outcome);
      const last = await waitFor(house, {
        channelId,
        messageId,
        contains: 'does not answer',
        timeoutMs: 90_000,
      });
      t.true(saysAway(textOf(last)), textOf(last));
    }
    house.ways.region.mend();
    t.regex(textOf(await run(house, at.staff, at.staffChannel, 'queue')), /The queue is empty/);
  },
);

test.serial(
  'a database that is slow: the answer comes late, in the place of the word that it will',
  async (t) => {
    const { house, label: at } = await label();
    house.ways.region.freeze();
    const told = await run(house, at.artist, at.demos, 'my_subs');
    t.regex(textOf(told), SLOW);
    house.ways.region.mend();
    const { id: messageId, channel_id: channelId } = messageOf(told);
    const late = await waitFor(house, { channelId, messageId, contains: 'Your demos' });
    t.regex(textOf(late), /Glass Horizon/);
  },
);

test.serial(
  'the control database is away: labels known here go on; what needs it says so',
  async (t) => {
    const { house, label: at } = await label();
    const unknown = await createLabel(house);
    house.ways.control.cut();
    t.regex(textOf(await submitDemo(house, at, { trackTitle: 'Second Light' })), /Demo #2 is in/);
    t.regex(textOf(await run(house, at.staff, at.staffChannel, 'queue')), /Queue · 1 open/);
    t.regex(
      textOf(await run(house, unknown.owner, unknown.general, 'start', { label_name: 'New' })),
      AWAY,
    );
    t.regex(textOf((await writeToBot(house, at.artist, { content: 'Hello?' })).answer), AWAY);
    house.ways.control.mend();
    t.regex(
      textOf(await run(house, unknown.owner, unknown.general, 'start', { label_name: 'New' })),
      /Welcome, New/,
    );
    t.regex(
      textOf((await writeToBot(house, at.artist, { content: 'Hello?' })).answer),
      /Passed on|Which demo/,
    );
  },
);
