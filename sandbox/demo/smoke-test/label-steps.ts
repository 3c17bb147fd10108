import { LOCAL_APP } from '../../local-environment.ts';
import { expect, expectText, type SmokeTestRunner, type Step } from './runner.ts';

/**
 * A fresh server is set up, a demo is approved on Discord, another one rejected on the dashboard.
 */
export function createLabelSteps({
  guild,
  admin,
  staff,
  artist,
  ...runner
}: SmokeTestRunner): Step[] {
  const { control, command, submit, waitFor, visitor, vektra } = runner;
  return [
    [
      '/start, on a server that Vektra was just added to',
      async () => {
        expectText(await command(artist, guild.demos, 'my_subs'), 'isn’t set up');
        expectText(
          await command(admin, guild.general, 'start', { label_name: 'Basement' }),
          'Welcome',
        );
      },
    ],
    [
      '/setup_staff refuses a channel that everyone sees',
      async () => {
        expectText(
          await command(admin, guild.general, 'setup_staff', { channel: guild.general }),
          'Everyone can see',
        );
      },
    ],
    [
      '/setup_staff and /setup: all green',
      async () => {
        expectText(
          await command(admin, guild.general, 'setup_staff', { channel: guild.staff }),
          'Demos arrive in',
        );
        expectText(await command(admin, guild.general, 'setup'), 'All set');
      },
    ],
    [
      'the Free plan says what the dashboard needs',
      async () => {
        await visitor.logIn(admin.id);
        const page = await visitor.get(`/g/${guild.id}/submissions`);
        expect(
          page.status === 402 && page.text.includes('Pro'),
          'a page that names the plan',
          page,
        );
      },
    ],
    [
      'an operator grants Pro',
      async () => {
        expectText(
          await vektra(['plan', 'grant', guild.id, 'pro', '--reason', 'walkthrough']),
          'is on Pro',
        );
      },
    ],
    [
      '/submit: the artist gets number 1, staff get card and thread',
      async () => {
        expectText(
          await submit('Glass Horizon', 'https://soundcloud.com/kite/glass'),
          'Demo #1 is in',
        );
        await waitFor({ channelId: guild.staff, contains: 'Glass Horizon' });
      },
    ],
    [
      'Approve on Discord: the card says who',
      async () => {
        const card = await waitFor({ channelId: guild.staff, contains: 'Glass Horizon' });
        expectText(
          await control.pressButton({
            personId: staff.id,
            channelId: guild.staff,
            messageId: card.id,
            customId: 'card:approve:1',
            settle: true,
          }),
          'Approved **#1**',
        );
        await waitFor({ channelId: guild.staff, messageId: card.id, contains: `<@${staff.id}>` });
      },
    ],
    [
      'a second demo, rejected on the dashboard',
      async () => {
        expectText(
          await submit('Second Light', 'https://soundcloud.com/kite/second'),
          'Demo #2 is in',
        );
        await visitor.post(`/g/${guild.id}/submissions/2`, {
          intent: 'reject',
          reason: 'Not this time.',
        });
        const page = await visitor.get(`/g/${guild.id}/submissions/2`);
        expect(page.text.includes('Rejected'), 'a page that shows the decision', page);
      },
    ],
    [
      'staff write from the dashboard, the artist answers by DM',
      async () => {
        await visitor.post(`/g/${guild.id}/submissions/1`, {
          intent: 'message',
          body: 'Can you send stems?',
        });
        await waitFor({
          personId: artist.id,
          botId: LOCAL_APP.id,
          contains: 'Can you send stems?',
        });
        const dm = await waitFor({
          personId: artist.id,
          botId: LOCAL_APP.id,
          contains: 'Can you send stems?',
        });
        await control.sendDm({
          personId: artist.id,
          userId: LOCAL_APP.id,
          content: 'Stems are on their way',
          replyTo: dm.id,
        });
        const thread = (await control.getServer({ serverId: guild.id })).threads.find((each) =>
          (each as { name?: string }).name?.startsWith('#1 · '),
        );
        await waitFor({ channelId: thread?.id, contains: 'Stems are on their way' });
        const page = await visitor.get(`/g/${guild.id}/submissions/1`);
        expect(page.text.includes('Stems are on their way'), 'the answer on the dashboard', page);
      },
    ],
    [
      'both decisions reach the artist once the time to undo is over',
      async () => {
        await waitFor({ personId: artist.id, botId: LOCAL_APP.id, contains: 'said yes to' });
        await waitFor({ personId: artist.id, botId: LOCAL_APP.id, contains: 'Not this time' });
      },
    ],
  ];
}
