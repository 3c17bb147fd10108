import test from 'ava';
import { pressButton } from '../helpers/discord-actions.ts';
import {
  createLabel,
  createStaffChannel,
  messageText,
  runCommand,
  setUpLabel,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });

test('/routing chooses where decided demos are posted, where the bot can post', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'starter' });
  await setUpLabel(app, label);
  const run = (options = {}) =>
    runCommand(app, label.owner, label.generalChannel, 'routing', options);
  t.is(
    messageText(await run()),
    [
      '### Channels for decided demos',
      '**Approved:** not posted',
      '**Rejected:** not posted',
      '-# The artist, the track and its link are posted; who decided and why isn’t.',
      '-# Choose a channel with the options of `/routing`.',
    ].join('\n'),
  );
  const { id: closed } = await app.discord.control.createChannel({
    ...{ serverId: label.guildId, name: 'closed', private: true, roles: ['Staff'] },
  });
  t.regex(
    messageText(await run({ approved: closed })),
    new RegExp(`^I’m missing permissions in <#${closed}>: View Channel`),
  );
  const target = await createStaffChannel(app, label);
  const chosen = await run({ approved: target, rejected: label.staffChannel });
  t.regex(
    messageText(chosen),
    new RegExp(
      `\\*\\*Approved:\\*\\* <#${target}>\n\\*\\*Rejected:\\*\\* <#${label.staffChannel}>`,
    ),
  );
  const stopped = await pressButton(app, label.owner, chosen, 'routing:stop_rejected');
  t.regex(
    messageText(stopped),
    new RegExp(`<#${target}>\n\\*\\*Rejected:\\*\\* not posted[^]*\nStop posting approved demos$`),
  );
  await app.discord.control.deleteChannel({ channelId: target });
  t.regex(messageText(await run()), /⚠️ That channel was deleted, or I can’t see it\./);
});
