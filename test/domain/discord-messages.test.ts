import ava from 'ava';
import {
  messageSubject,
  readDiscordMessages,
} from '../../domain/discord-messages/discord-messages.ts';
import { loadCard, recordCard, recordMessageDelivery, recordThread } from '../../domain/index.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);

const CARD = { channelId: '900000000000000001', messageId: '900000000000000002', botId: '77' };
const THREAD_ID = '900000000000000003';

async function createFixture(t: Parameters<typeof createOperationsFixture>[0]) {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, artist, staff, createDemoInput, newRequestId } = fixture;
  await operations.submissions.submit(artist, createDemoInput());
  const { messageId } = await operations.messages.sendToArtist(staff, {
    requestId: newRequestId(),
    number: 1,
    body: 'Hello',
  });
  return { ...fixture, messageId };
}

test('a card, a thread and messages are recorded by subject, and found', async (t) => {
  const { tenancy, guildId, operations, staff, messageId } = await createFixture(t);
  const dm = { channelId: '900000000000000004', messageId: '900000000000000005', botId: '77' };
  await tenancy.write(guildId, async (db) => {
    await recordCard(db, 1, CARD);
    await recordThread(db, 1, { threadId: THREAD_ID, botId: '77', isIntroduced: true });
    await recordMessageDelivery(db, 1, messageId, {
      delivery: 'delivered',
      sent: { role: 'dm', ...dm },
    });
  });
  await tenancy.read(guildId, async (db) => {
    const loaded = await loadCard(db, 1);
    t.deepEqual(loaded?.card, CARD);
    t.true(loaded?.view.hasThread);
    t.deepEqual(await readDiscordMessages(db, messageSubject(messageId)), { dm });
  });
  const { delivery } = await operations.submissions.get(staff, 1);
  t.is(delivery.threadId, THREAD_ID);
  t.true(delivery.cardUrl?.endsWith(`/${guildId}/${CARD.channelId}/${CARD.messageId}`));

  const moved = { ...CARD, messageId: '900000000000000009' };
  await tenancy.write(guildId, (db) => recordCard(db, 1, moved));
  t.deepEqual((await tenancy.read(guildId, (db) => loadCard(db, 1)))?.card, moved);
});

test('the version before reads what this one recorded, and the other way round', async (t) => {
  const { tenancy, guildId, operations, staff, messageId } = await createFixture(t);
  await tenancy.write(guildId, async (db) => {
    await recordCard(db, 1, CARD);
    await recordThread(db, 1, { threadId: THREAD_ID, botId: '77', isIntroduced: true });
    await recordMessageDelivery(db, 1, messageId, {
      sent: { role: 'thread', channelId: THREAD_ID, messageId: '6', botId: '77' },
    });
  });
  const [submission, message] = await tenancy.read(guildId, (db) =>
    Promise.all([
      db
        .table('submissions')
        .first('card_channel_id', 'card_message_id', 'card_bot_id', 'thread_id'),
      db.table('artist_messages').first('thread_message_id'),
    ]),
  );
  t.deepEqual(
    Object.fromEntries(Object.entries({ ...submission }).map(([name, id]) => [name, String(id)])),
    {
      card_channel_id: CARD.channelId,
      card_message_id: CARD.messageId,
      card_bot_id: CARD.botId,
      thread_id: THREAD_ID,
    },
  );
  t.is(String(message?.thread_message_id), '6');

  // What the version before recorded is in the columns only.
  await tenancy.write(guildId, async (db) => {
    await db.table('discord_messages').delete();
  });
  t.deepEqual((await tenancy.read(guildId, (db) => loadCard(db, 1)))?.card, CARD);
  t.is((await operations.submissions.get(staff, 1)).delivery.threadId, THREAD_ID);
});
