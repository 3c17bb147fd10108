import type { APIMessage } from 'discord-api-types/v10';
import { LOCAL_APP } from '../../../sandbox/world/environment.ts';
import { textOf } from '../../helpers/label.ts';
import type { World } from '../world.ts';

/** What stands on Discord at the end, with nobody's eyes. Keys are submission numbers. */
export interface OnDiscord {
  guildId: string;
  cards: Map<number, string[]>;
  threads: Map<number, { intros: number; texts: string[] }[]>;
  dms: Map<number, string[]>;
}

const LIMIT = 1_000;

export async function whatIsOnDiscord({
  house,
  labels,
}: Pick<World, 'house' | 'labels'>): Promise<OnDiscord[]> {
  const { control } = house.discord;
  const all: OnDiscord[] = [];
  for (const { guildId, staffChannel, artist, secondArtist } of labels) {
    const found: OnDiscord = { guildId, cards: new Map(), threads: new Map(), dms: new Map() };
    const desk = await control.inspectChannel({ channelId: staffChannel, limit: LIMIT });
    for (const message of ofBot(desk.messages)) {
      const number = customIdNumber(message, /^card:message:(\d+)$/);
      if (number) push(found.cards, number, textOf(message));
    }
    for (const threadId of desk.threadIds) {
      const thread = await control.inspectChannel({ channelId: threadId, limit: LIMIT });
      const number = Number(
        /^#(\d+) · /.exec((thread.channel as { name?: string }).name ?? '')?.[1],
      );
      const texts = ofBot(thread.messages).map(textOf);
      const intros = texts.filter((text) => text.includes('Private room')).length;
      push(found.threads, number, { intros, texts });
    }
    for (const personId of [artist, secondArtist]) {
      const messages = await control.readDm({ personId, userId: LOCAL_APP.id, limit: 200 });
      for (const message of ofBot(messages)) {
        const number = customIdNumber(message, new RegExp(`^dm:about:${guildId}:(\\d+)$`));
        if (number) push(found.dms, number, textOf(message));
      }
    }
    all.push(found);
  }
  return all;
}

const ofBot = (messages: readonly APIMessage[]) =>
  messages.filter(({ author }) => author.id === LOCAL_APP.id);

function push<T>(map: Map<number, T[]>, number: number, value: T): void {
  const list = map.get(number) ?? [];
  list.push(value);
  map.set(number, list);
}

/** The number in a button's custom id, wherever it stands. */
function customIdNumber(message: object, pattern: RegExp): number | null {
  for (const match of JSON.stringify(message).matchAll(/"custom_id":"([^"]+)"/g)) {
    const number = pattern.exec(match[1] ?? '')?.[1];
    if (number) return Number(number);
  }
  return null;
}
