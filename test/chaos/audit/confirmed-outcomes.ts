import { LOCAL_APP } from '../../../sandbox/local-environment.ts';
import { messageText } from '../../helpers/label.ts';
import type { ChaosTarget } from '../fixture.ts';

/** What people were told, and so may rely on. Keys are `<guild>/<number>`. */
export interface ConfirmedOutcomes {
  /** Titles of confirmed demos by their number. */
  demos: Map<string, string>;
  decisions: Map<string, 'approved' | 'rejected'>;
  /** Messages that were said to be on their way. */
  messages: Map<string, number>;
  /** Decisions that were said to be taken back. */
  undone: Set<string>;
  /** Artists' answers that were said to be passed on: where, and their words. */
  answers: { guildId: string; body: string }[];
  /** The same number given to two demos. */
  clashes: string[];
}

/**
 * Reads the answers as they stand at the end: one that came late, after the person had gone on, is a
 * promise all the same. The texts are this release's and those of the one before, see test/rolling.
 */
export async function readConfirmedOutcomes({
  app,
  labels,
}: Pick<ChaosTarget, 'app' | 'labels'>): Promise<ConfirmedOutcomes> {
  const confirmed: ConfirmedOutcomes = {
    demos: new Map(),
    decisions: new Map(),
    messages: new Map(),
    undone: new Set(),
    answers: [],
    clashes: [],
  };
  for (const { guildId, artist, secondArtist, owner, staff, demosChannel, staffChannel } of labels)
    for (const personId of [artist, secondArtist, owner, staff])
      for (const message of await app.discord.control.readEphemeral({ personId })) {
        if (message.channel_id !== demosChannel && message.channel_id !== staffChannel) continue;
        recordOutcome(confirmed, guildId, messageText(message));
      }
  for (const { guildId, artist, secondArtist } of labels)
    for (const personId of [artist, secondArtist]) {
      const dms = await app.discord.control.readDm({
        personId,
        userId: LOCAL_APP.id,
        limit: 200,
      });
      const contentById = new Map(dms.map(({ id, content }) => [id, content]));
      for (const message of dms) {
        const body = contentById.get(message.message_reference?.message_id ?? '');
        if (body && /to the label · #/.test(messageText(message)))
          confirmed.answers.push({ guildId, body });
      }
    }
  return confirmed;
}

function recordOutcome(confirmed: ConfirmedOutcomes, guildId: string, text: string): void {
  const demo = /Demo #(\d+) is in\n\*\*(.+?)\*\* is with/.exec(text);
  if (demo) {
    const key = `${guildId}/${demo[1]}`;
    const existing = confirmed.demos.get(key);
    if (existing && existing !== demo[2])
      confirmed.clashes.push(`${key}: “${existing}” and “${demo[2]}”`);
    confirmed.demos.set(key, demo[2] ?? '');
  }
  const decision = /(Approved|Rejected) \*\*#(\d+)/.exec(text);
  if (decision)
    confirmed.decisions.set(
      `${guildId}/${decision[2]}`,
      decision[1] === 'Approved' ? 'approved' : 'rejected',
    );
  const undone = /(?:Undone|Taken back): \*\*#(\d+)/.exec(text);
  if (undone) confirmed.undone.add(`${guildId}/${undone[1]}`);
  const message = /on its way to the artist of \*\*#(\d+)/i.exec(text);
  if (message) {
    const key = `${guildId}/${message[1]}`;
    confirmed.messages.set(key, (confirmed.messages.get(key) ?? 0) + 1);
  }
}
