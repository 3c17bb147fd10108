import test from 'ava';
import { Events, MessageFlags } from 'discord.js';
import { createDiscordFixture, startTestBot } from './discord-fixture.ts';

test('a reply to a modal names the interaction that opened it, a follow-up the first answer', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const bot = await startTestBot(t, fixture);
  await bot.application.commands.create({ name: 'submit', description: 'Send a demo' });
  const followedUp = Promise.withResolvers<string>();
  bot.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.showModal({
        custom_id: 'form',
        title: 'Submit',
        components: [
          {
            type: 18,
            label: 'Track',
            component: { type: 4, custom_id: 'track', style: 1, required: true },
          },
        ],
      });
    if (!interaction.isModalSubmit()) return;
    await interaction.reply('Received');
    const followUp = await interaction.followUp({
      content: 'And thanks',
      flags: MessageFlags.Ephemeral,
    });
    followedUp.resolve(followUp.id);
  });
  const personId = seed.people.artist;
  const channelId = seed.channels['demos']!;
  const modal = await control.runCommand({ personId, channelId, command: 'submit' });
  if (modal.kind !== 'modal') return t.fail(modal.kind);
  const reply = await control.submitModal({
    personId,
    modalId: modal.modalId,
    values: { track: 'https://example.com' },
  });
  if (reply.kind !== 'message') return t.fail(reply.kind);
  const { body } = await api('GET', `/channels/${channelId}/messages/${reply.message.id}`);
  const metadata = body.interaction_metadata;
  t.is(metadata.type, 5);
  t.is(metadata.interacted_message_id, undefined);
  t.like(metadata.triggering_interaction_metadata, {
    type: 2,
    id: modal.interactionId,
    name: 'submit',
    user: { id: personId },
  });
  await followedUp.promise;
  const [followUp] = await control.readEphemeral({ personId, channelId });
  t.is(
    (followUp!.interaction_metadata as { original_response_message_id?: string })
      .original_response_message_id,
    reply.message.id,
  );
});

test('with_response=1 answers with the message', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const bot = await startTestBot(t, fixture);
  await bot.application.commands.create({ name: 'ping', description: 'x' });
  const answered = new Promise<{
    status: number;
    body: { resource: { message: { content: string } } };
  }>((resolve, reject) =>
    bot.on(Events.InteractionCreate, (interaction) => {
      const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
      api('POST', `${path}?with_response=1`, { type: '4', data: { content: 'pong' } }, null).then(
        resolve,
        reject,
      );
    }),
  );
  const channelId = seed.channels['demos']!;
  await control.runCommand({ personId: seed.people.artist, channelId, command: 'ping' });
  const { status, body } = await answered;
  t.is(status, 200);
  t.like(body.resource, { type: 4, message: { content: 'pong' } });
});
