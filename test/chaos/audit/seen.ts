import { LOCAL_APP } from '../../../sandbox/world/environment.ts';
import { textOf } from '../../helpers/label.ts';
import type { World } from '../world.ts';

/** What people were told, and so may rely on. Keys are `<guild>/<number>`. */
export interface Seen {
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
 * promise all the same.
 */
export async function whatPeopleSaw({ house, labels }: World): Promise<Seen> {
  const seen: Seen = {
    demos: new Map(),
    decisions: new Map(),
    messages: new Map(),
    undone: new Set(),
    answers: [],
    clashes: [],
  };
  for (const { guildId, artist, secondArtist, owner, staff, demos, staffChannel } of labels)
    for (const personId of [artist, secondArtist, owner, staff])
      for (const message of await house.discord.control.readEphemeral({ personId })) {
        if (message.channel_id !== demos && message.channel_id !== staffChannel) continue;
        note(seen, guildId, textOf(message));
      }
  for (const { guildId, artist, secondArtist } of labels)
    for (const personId of [artist, secondArtist]) {
      const dms = await house.discord.control.readDm({
        personId,
        userId: LOCAL_APP.id,
        limit: 200,
      });
      const words = new Map(dms.map(({ id, content }) => [id, content]));
      for (const message of dms) {
        const body = words.get(message.message_reference?.message_id ?? '');
        if (body && /Passed on to the label/.test(textOf(message)))
          seen.answers.push({ guildId, body });
      }
    }
  return seen;
}

function note(seen: Seen, guildId: string, text: string): void {
  const demo = /Demo #(\d+) is in\n\*\*(.+?)\*\* is with/.exec(text);
  if (demo) {
    const key = `${guildId}/${demo[1]}`;
    const known = seen.demos.get(key);
    if (known && known !== demo[2]) seen.clashes.push(`${key}: “${known}” and “${demo[2]}”`);
    seen.demos.set(key, demo[2] ?? '');
  }
  const decision = /(Approved|Rejected) \*\*#(\d+)/.exec(text);
  if (decision)
    seen.decisions.set(
      `${guildId}/${decision[2]}`,
      decision[1] === 'Approved' ? 'approved' : 'rejected',
    );
  const undone = /Taken back: \*\*#(\d+)/.exec(text);
  if (undone) seen.undone.add(`${guildId}/${undone[1]}`);
  const message = /On its way to the artist of \*\*#(\d+)/.exec(text);
  if (message) {
    const key = `${guildId}/${message[1]}`;
    seen.messages.set(key, (seen.messages.get(key) ?? 0) + 1);
  }
}
