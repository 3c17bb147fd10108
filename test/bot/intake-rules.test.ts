import test from 'ava';
import { getMessage, pressButton, submitForm } from '../helpers/discord-actions.ts';
import { createLabel, messageText, runCommand, setUpLabel, submitDemo } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });

async function createFixture(plan: string | null) {
  const app = await getApp();
  const label = await createLabel(app, { plan });
  await setUpLabel(app, label);
  const run = (personId: string, command: string, options = {}) =>
    runCommand(app, personId, label.generalChannel, command, options);
  const say = async (...args: Parameters<typeof run>) => messageText(await run(...args));
  return { app, label, run, say };
}

test('/rules shows and changes the rules; what they refuse says which and until when', async (t) => {
  const { app, label, say } = await createFixture('starter');
  t.is(
    await say(label.owner, 'rules'),
    [
      '### Rules for sending demos',
      '🟢 **Submissions are open.**',
      '**Cooldown:** none',
      '**Repeated links:** accepted, and marked on the card',
      '**Waiting demos:** no limit',
      '**Demos in a period:** no limit',
      '**Who can send:** everyone',
      '**Opening hours:** always open',
      '-# Change a rule with the options of `/rules`, or with a button.',
      'Pause submissions',
      'Choose who can send',
      'Set opening hours',
    ].join('\n'),
  );
  t.regex(
    await say(label.owner, 'rules', { cooldown_hours: 24, repeats: 'block', waiting_demos: 1 }),
    /\*\*Cooldown:\*\* 24 hours.*\n\*\*Repeated links:\*\* refused\n\*\*Waiting demos:\*\* one for each/,
  );
  t.regex(messageText(await submitDemo(app, label)), /Demo #1 is in/);
  t.is(
    await say(label.artist, 'submit'),
    'One of your demos is still waiting for an answer here. Send the next one when it’s decided.',
  );
  await say(label.owner, 'rules', { waiting_demos: 0 });
  t.regex(
    await say(label.artist, 'submit'),
    /^This label takes one demo every 24 hours from each artist\. You can send the next one <t:\d+:R>\.$/,
  );
  await say(label.owner, 'rules', { cooldown_hours: 0, demos: 1, period_days: 30 });
  t.regex(
    await say(label.artist, 'submit'),
    /^This label takes one demo from each artist in any 30-day period\. You can send the next one <t:\d+:R>\.$/,
  );
  await say(label.owner, 'rules', { demos: 0 });
  // Another link would do: the form can be opened again.
  t.is(
    messageText(await submitDemo(app, label, { trackTitle: 'Glass Horizon 2' })),
    'This track was already sent to the label.\nFix and resend',
  );
});

test('who can send is chosen from Discord’s roles, and submissions are paused', async (t) => {
  const { app, label, run, say } = await createFixture('starter');
  const shown = await run(label.owner, 'rules');
  const form = await pressButton(app, label.owner, shown, 'rules:roles');
  t.regex(
    messageText(await submitForm(app, label.owner, form, { requiredRoleIds: [label.guildId] })),
    /Required roles: everyone has this role\. Choose another, or none\./,
  );
  const role = await app.discord.control.createRole({ serverId: label.guildId, name: 'Producer' });
  const again = await pressButton(app, label.owner, shown, 'rules:roles');
  t.regex(
    messageText(await submitForm(app, label.owner, again, { requiredRoleIds: [role.id] })),
    new RegExp(`\\*\\*Who can send:\\*\\* members with <@&${role.id}>`),
  );
  // The form shows the roles of now.
  t.regex(
    JSON.stringify(await pressButton(app, label.owner, shown, 'rules:roles')),
    new RegExp(`"default_values":\\[\\{"id":"${role.id}"`),
  );
  t.is(
    await say(label.artist, 'submit'),
    `This label takes demos only from members with <@&${role.id}>.`,
  );
  const paused = await pressButton(app, label.owner, shown, 'rules:pause');
  t.regex(messageText(paused), /🔴 \*\*Submissions are paused\.\*\* Artists are told so\./);
  t.is(await say(label.artist, 'submit'), 'This label isn’t accepting demos right now.');
  const opened = await pressButton(app, label.owner, getMessage(paused), 'rules:open');
  t.regex(messageText(opened), /Submissions are open/);
});

test('opening hours: outside them artists are told when it opens, and what the label says', async (t) => {
  const { app, label, run, say } = await createFixture('starter');
  await submitDemo(app, label);
  const open = async () =>
    pressButton(app, label.owner, await run(label.owner, 'rules'), 'rules:hours');
  const form = await open();
  const typed = {
    opensAt: '9',
    closesAt: '5:30 pm',
    timeZone: 'Mars/Base',
    answer: 'Back *soon*!',
  };
  // A day that is neither today nor one of its neighbours, anywhere.
  const day = new Date(Date.now() + 3 * 86_400_000).getUTCDay();
  const dayName = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][day] ?? '';
  const refused = await submitForm(app, label.owner, form, { ...typed, days: [dayName] });
  t.regex(messageText(refused), /^Time zone: there’s no such time zone/);
  t.regex(
    messageText(
      await submitForm(app, label.owner, await open(), {
        ...typed,
        closesAt: 'late',
        days: [dayName],
      }),
    ),
    /^Closes at: type a time of day such as 9:00 or 17:30\./,
  );
  const saved = await submitForm(app, label.owner, await open(), {
    ...{ ...typed, timeZone: 'Europe/Berlin', days: [dayName] },
  });
  t.regex(messageText(saved), /🟠 \*\*Closed at this hour\.\*\* It opens again <t:\d+:F>/);
  t.regex(
    messageText(saved),
    /\*\*Opening hours:\*\* (Mon|Tue|Wed|Thu|Fri|Sat|Sun) 9:00–17:30 \(Europe\/Berlin\)/,
  );
  const told = await say(label.artist, 'submit');
  t.regex(
    told,
    /^This label isn’t taking demos at this hour\. It opens again <t:\d+:F>, <t:\d+:R>\./,
  );
  t.true(told.endsWith('\n> Back \\*soon\\*!'), told);
  // The form shows what is set; no day is no limit.
  t.regex(JSON.stringify(await open()), new RegExp(`"value":"${dayName}","default":true`));
  const always = await submitForm(app, label.owner, await open(), {
    ...{ ...typed, timeZone: 'Europe/Berlin', days: [] },
  });
  t.regex(messageText(always), /🟢 \*\*Submissions are open\.\*\*/);
  t.regex(messageText(await submitDemo(app, label, { trackTitle: 'Second' })), /Demo #2 is in/);
});

test('on Free submissions can be paused, and rules name their plan', async (t) => {
  const { label, say } = await createFixture(null);
  t.is(
    await say(label.owner, 'rules'),
    [
      '### Rules for sending demos',
      '🟢 **Submissions are open.**',
      '-# Rules need the **Starter** plan. See `/premium`.',
      'Pause submissions',
    ].join('\n'),
  );
  t.is(
    await say(label.owner, 'rules', { cooldown_hours: 1 }),
    'This needs the **Starter** plan. See `/premium` to upgrade.',
  );
});
