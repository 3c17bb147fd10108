import test from 'ava';
import { REST, Routes } from 'discord.js';
import { createRegistry } from '../../bot/dispatch/registry.ts';
import { features } from '../../bot/features.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { startApp } from '../helpers/app.ts';
import {
  createLabel,
  makeModerator,
  messageText,
  setUpLabel,
  submitDemo,
} from '../helpers/label.ts';

const SECRET = 'Unheard Secret Title';
const NOT_FOUND_PATTERN = /^(Nothing found|There’s no demo|Only this label’s staff can)/;
const { commands, userCommands, messageCommands, buttons, selectMenus, modals } =
  createRegistry(features);

/** Values for the options of all commands. */
const OPTIONS: Record<string, string | number | boolean> = {
  number: 1,
  new_status: 'approved',
  message: 'hello',
  label_name: 'Stolen',
  unassign: false,
  remove_mine: false,
  stars: 5,
  level: 'high',
};

const CHANNEL_OPTIONS = ['channel', 'approved', 'rejected'];

/** Discord takes only channels that the person sees. */
const withChannels = (options: Record<string, string | number | boolean>, channelId: string) =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      CHANNEL_OPTIONS.includes(name) ? channelId : value,
    ]),
  );

test('every command, button and form, by somebody without the right or of another server', async (t) => {
  const app = await startApp(t);
  const { control } = app.discord;
  const theirs = await createLabel(app, { plan: 'pro' });
  const mine = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, theirs);
  await setUpLabel(app, mine);
  await submitDemo(app, theirs, { trackTitle: SECRET });
  await makeModerator(app, theirs, theirs.secondArtist);

  // Commands: by a plain member there (staff and admin ones are refused), and in another server.
  for (const [name, command] of commands) {
    const optionNames = (command.options ?? []).map((option) => option.name);
    const options = Object.fromEntries(
      optionNames.map((option) => [
        option,
        CHANNEL_OPTIONS.includes(option)
          ? theirs.staffChannel
          : option === 'artist' || option === 'member'
            ? theirs.artist
            : (OPTIONS[option] ?? 'x'),
      ]),
    );
    if (command.access === 'staff' || command.access === 'admin') {
      const outcome = await control.runCommand({
        personId: theirs.secondArtist,
        channelId: theirs.demosChannel,
        command: name,
        options: withChannels(options, theirs.demosChannel),
        settle: true,
      });
      // Discord hides commands of admins; what it lets a moderator use, the guard refuses.
      t.regex(
        outcome.kind === 'error' ? outcome.code : messageText(outcome),
        outcome.kind === 'error' ? /HIDDEN_COMMAND/ : NOT_FOUND_PATTERN,
        `${name} by a member`,
      );
    }
    const elsewhere = await control.runCommand({
      personId: mine.owner,
      channelId: mine.generalChannel,
      command: name,
      options: withChannels(options, mine.staffChannel),
      settle: true,
    });
    t.false(JSON.stringify(elsewhere).includes(SECRET), `${name} elsewhere`);
    if (optionNames.includes('number'))
      t.regex(messageText(elsewhere), NOT_FOUND_PATTERN, `${name} elsewhere`);
    if (command.autocomplete) {
      const choices = await control.autocomplete({
        personId: theirs.secondArtist,
        channelId: theirs.demosChannel,
        command: name,
        option: 'number',
        value: '1',
      });
      t.false(JSON.stringify(choices).includes(SECRET), `${name} suggestions`);
    }
  }

  // Commands of menus: by a plain member there, and by somebody of another server about theirs.
  const { id: messageId } = await control.sendMessage({
    personId: theirs.artist,
    channelId: theirs.demosChannel,
    content: SECRET,
  });
  for (const [name, { access }] of userCommands) {
    const target = { command: name, targetId: theirs.artist, settle: true };
    const { secondArtist: personId, demosChannel: channelId } = theirs;
    const outcome = await control.runUserCommand({ ...target, personId, channelId });
    if (access === 'staff') t.regex(messageText(outcome), NOT_FOUND_PATTERN, `${name} by a member`);
    const elsewhere = await control.runUserCommand({
      ...target,
      personId: mine.owner,
      channelId: mine.generalChannel,
    });
    t.false(JSON.stringify([outcome, elsewhere]).includes(SECRET), name);
  }
  for (const name of messageCommands.keys()) {
    const outcome = await control.runMessageCommand({
      personId: theirs.secondArtist,
      channelId: theirs.demosChannel,
      command: name,
      messageId,
      settle: true,
    });
    t.false(JSON.stringify(outcome).includes(SECRET), name);
  }

  // Buttons and menus: ours, with another server's record in them, where the person can press them.
  const rest = new REST({ api: `${app.discord.url}/api` }).setToken(LOCAL_APP.token);
  const dm = (await rest.post(Routes.userChannels(), { body: { recipient_id: mine.owner } })) as {
    id: string;
  };
  for (const [id, component] of [...buttons, ...selectMenus]) {
    const isDm = id.startsWith('dm:');
    const targets = isDm
      ? [{ channelId: dm.id, personId: mine.owner }]
      : [
          { channelId: theirs.demosChannel, personId: theirs.secondArtist },
          { channelId: mine.generalChannel, personId: mine.owner },
        ];
    for (const { channelId, personId } of targets) {
      const customId = isDm
        ? `${id}:${theirs.guildId}:1`
        : id === 'form:again'
          ? `${id}:1:review:reject:1`
          : `${id}:1`;
      const isMenu = selectMenus.has(id);
      const menuId = isDm ? id : customId;
      const message = (await rest.post(Routes.channelMessages(channelId), {
        body: {
          content: 'forged',
          components: [
            {
              type: 1,
              components: [
                isMenu
                  ? {
                      type: 3,
                      custom_id: menuId,
                      options: [{ label: 'x', value: `${theirs.guildId}:1` }],
                    }
                  : { type: 2, style: 2, label: 'x', custom_id: customId },
              ],
            },
          ],
        },
      })) as { id: string };
      const target = { personId, channelId, messageId: message.id, settle: true };
      let outcome = isMenu
        ? await control.choose({ ...target, customId: menuId, values: [`${theirs.guildId}:1`] })
        : await control.pressButton({ ...target, customId });
      if (component.access === 'admin' && personId !== mine.owner) {
        t.regex(messageText(outcome), /^Only admins of this server can/, id);
        continue;
      }
      // A form that shows what is stored is refused before it opens.
      if (component.responseType === 'modal' && outcome.kind !== 'modal')
        t.like(outcome, { kind: 'message', ephemeral: true }, id);
      if (outcome.kind === 'modal') {
        t.true(modals.has(outcome.customId.split(':', 2).join(':')));
        outcome = await control.submitModal({
          personId,
          modalId: outcome.modalId,
          values:
            outcome.customId === 'setup:form'
              ? { labelName: 'Stolen', channelId: theirs.staffChannel }
              : { reason: 'x', body: 'x' },
          settle: true,
        });
      }
      t.false(JSON.stringify(outcome).includes(SECRET), `${id} in ${channelId}`);
      t.notRegex(
        messageText(outcome),
        /(Approved|Rejected) \*\*#|on its way/,
        `${id} in ${channelId}`,
      );
    }
  }

  // Nothing of it had an effect.
  const row = await app.tenancy.read(theirs.guildId, (db) =>
    db.table('submissions').where('number', 1).first('status', 'revision', 'track_title'),
  );
  t.deepEqual(row, { status: 'in_queue', revision: 1, track_title: SECRET });
  const { labelName } = JSON.parse(
    (await app.tenancy.read(theirs.guildId, (db) => db.table('guild_settings').first('document')))!
      .document,
  );
  t.is(labelName, 'Nightfall');
});
