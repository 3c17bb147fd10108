import test from 'ava';
import type { Outcome } from '../../sandbox/discord/index.ts';
import type { TestApp } from '../helpers/app.ts';
import { getMessage, pressButton, setUndoSeconds, submitForm } from '../helpers/discord-actions.ts';
import { waitForFinalAnswer } from '../helpers/final-answer.ts';
import {
  createLabel,
  findButton,
  makeModerator,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });

async function createPanelFixture(demos: number) {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  for (let sent = 1; sent <= demos; sent++)
    await submitDemo(app, label, { trackTitle: `Track ${sent}` });
  const openPanel = () => runCommand(app, label.staff, label.staffChannel, 'panel');
  const press = (source: Outcome, customId: string) =>
    pressButton(app, label.staff, source, customId);
  const choose = (source: Outcome, customId: string, value: string) =>
    chooseOption(app, label.staff, source, customId, value);
  return { app, label, openPanel, press, choose };
}

function chooseOption(
  app: TestApp,
  personId: string,
  source: Outcome,
  customId: string,
  value: string,
): Promise<Outcome> {
  const { id: messageId, channel_id: channelId } = getMessage(source);
  const target = { personId, channelId, messageId, customId, settle: true };
  return waitForFinalAnswer(app, app.discord.control.choose({ ...target, values: [value] }));
}

test('/panel lists, pages, filters and opens demos in one message', async (t) => {
  const { app, label, openPanel, press, choose } = await createPanelFixture(14);
  await runCommand(app, label.staff, label.staffChannel, 'status', {
    number: 14,
    new_status: 'rejected',
  });
  const list = await openPanel();
  t.true(list.kind === 'message' && list.ephemeral);
  const { id } = getMessage(list);
  t.regex(messageText(list), /^### Demos · Waiting\n\*\*#13\*\* ○ Track 13[\s\S]*\*\*#2\*\* ○/);
  t.regex(
    messageText(list),
    /Waiting \(13\)\nNeeds review \(0\)[\s\S]*Decided \(1\)[\s\S]*All \(14\)/,
  );
  const older = await press(list, 'panel:list:waiting:2');
  t.regex(messageText(older), /^### Demos · Waiting\n\*\*#1\*\*[^#]*Track 1 /);
  t.throws(() => findButton(getMessage(older), 'panel:list:waiting:1'), undefined, 'the last page');

  const opened = await choose(older, 'panel:open:waiting:2', '1');
  t.regex(
    messageText(opened),
    /^### \[Track 1\]\([\s\S]*Mastered, unsigned[\s\S]*○ \*\*In queue\*\*/,
  );
  const back = await press(opened, 'panel:list:waiting:2');
  t.regex(messageText(back), /^### Demos · Waiting\n\*\*#1\*\*/, 'on the page that it left');

  // What arrived meanwhile is there after a refresh.
  const newest = await press(back, 'panel:list:waiting:0');
  await submitDemo(app, label, { trackTitle: 'Latest' });
  const refreshed = await press(newest, 'panel:refresh:waiting:0');
  t.regex(messageText(refreshed), /Waiting\n\*\*#15\*\* ○ Latest/);

  const decided = await choose(refreshed, 'panel:filter:waiting:0', 'decided');
  t.regex(messageText(decided), /^### Demos · Decided\n\*\*#14\*\* ■ Track 14[^#]*#14/);
  const empty = await choose(decided, 'panel:filter:decided:0', 'shortlisted');
  t.regex(messageText(empty), /^### Demos · Shortlisted\nNo demos here\./);
  for (const shown of [older, decided, opened, back])
    t.is(getMessage(shown).id, id, 'the same message');
});

test('/panel decides, undoes and sets a status where the demo is shown', async (t) => {
  const { app, label, openPanel, press, choose } = await createPanelFixture(2);
  const opened = await choose(await openPanel(), 'panel:open:waiting:0', '2');
  const approved = await press(opened, 'panel:approve:waiting:0:2');
  t.regex(
    messageText(approved),
    new RegExp(
      '^✅ \\*\\*#2\\*\\* is \\*\\*Approved\\*\\*\\. You can undo that until <t:\\d+:T>[\\s\\S]*' +
        `● \\*\\*Approved\\*\\* by <@${label.staff}>`,
    ),
  );
  t.true(findButton(getMessage(approved), 'panel:reject:waiting:0:2').disabled);
  const undone = await press(approved, 'panel:undo:waiting:0:2');
  t.regex(messageText(undone), /^↩️ Undone: [\s\S]*○ \*\*In queue\*\*/);
  t.falsy(findButton(getMessage(undone), 'panel:approve:waiting:0:2').disabled);
  t.throws(() => findButton(getMessage(undone), 'panel:undo:waiting:0:2'));

  const review = await choose(undone, 'panel:status:waiting:0:2', 'needs_review');
  t.regex(
    messageText(review),
    /^\*\*#2\*\* is now \*\*Needs review\*\*\.[\s\S]*◧ \*\*Needs review\*\*/,
  );

  await setUndoSeconds(app, label, 0);
  const form = await press(review, 'panel:reject:waiting:0:2');
  t.like(form, { kind: 'modal', title: 'Reject #2' });
  const rejected = await submitForm(app, label.staff, form, { reason: 'Too long for us.' });
  t.is(getMessage(rejected).id, getMessage(opened).id, 'the panel itself says so');
  t.regex(
    messageText(rejected),
    /^✅ \*\*#2\*\* is \*\*Rejected\*\*\.\n[\s\S]*■ \*\*Rejected\*\*[\s\S]*> Too long for us\./,
  );
  t.throws(() => findButton(getMessage(rejected), 'panel:undo:waiting:0:2'));
  t.is(getMessage(rejected).id, getMessage(await press(rejected, 'panel:list:waiting:0')).id);
});

test('/panel shows what a demo has become when somebody else was first', async (t) => {
  const { app, label, openPanel, press, choose } = await createPanelFixture(1);
  const opened = await choose(await openPanel(), 'panel:open:waiting:0', '1');
  await runCommand(app, label.owner, label.staffChannel, 'status', {
    number: 1,
    new_status: 'rejected',
  });
  const late = await press(opened, 'panel:approve:waiting:0:1');
  t.regex(
    messageText(late),
    new RegExp(
      `^\\*\\*Mara\\*\\* already decided[\\s\\S]*■ \\*\\*Rejected\\*\\* by <@${label.owner}>`,
    ),
  );
  t.true(findButton(getMessage(late), 'panel:approve:waiting:0:1').disabled);
  t.regex(
    messageText(await press(opened, 'panel:demo:waiting:0:1')),
    /^### \[Track 1\][\s\S]*■ \*\*Rejected\*\*/,
  );
});

test('/panel is for staff, and its ids open nothing that is not there', async (t) => {
  const { app, label, openPanel, press, choose } = await createPanelFixture(1);
  const ask = () => runCommand(app, label.artist, label.demosChannel, 'panel');
  t.like(await ask(), { code: 'HIDDEN_COMMAND' });
  await makeModerator(app, label, label.artist);
  t.is(messageText(await ask()), 'Only this label’s staff can use this.');
  const opened = await choose(await openPanel(), 'panel:open:waiting:0', '1');
  await app.tenancy.write(label.guildId, (db) => db.table('submissions').delete());
  t.is(
    messageText(await press(opened, 'panel:approve:waiting:0:1')),
    'There’s no demo **#1**. Check the number.',
  );
});
