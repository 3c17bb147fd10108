import type { APIMessage } from 'discord-api-types/v10';
import { LOCAL_APP } from '../../../sandbox/local-environment.ts';
import { messageText } from '../../helpers/label.ts';
import type { ChaosTarget } from '../fixture.ts';

/** What stands on Discord at the end, with nobody's eyes. Keys are submission numbers. */
export interface DiscordState {
  guildId: string;
  cards: Map<number, string[]>;
  threads: Map<number, { intros: number; texts: string[] }[]>;
  dms: Map<number, string[]>;
}

const LIMIT = 1_000;
/** Of this release, and of the one before. */
const THREAD_INTRO = /Private (staff thread|room) for/;

export async function readDiscordState({
  app,
  labels,
}: Pick<ChaosTarget, 'app' | 'labels'>): Promise<DiscordState[]> {
  const { control } = app.discord;
  const states: DiscordState[] = [];
  for (const { guildId, staffChannel, artist, secondArtist } of labels) {
    const state: DiscordState = { guildId, cards: new Map(), threads: new Map(), dms: new Map() };
    const staffChannelState = await control.inspectChannel({
      channelId: staffChannel,
      limit: LIMIT,
    });
    for (const message of messagesOfBot(staffChannelState.messages)) {
      const number = customIdNumber(message, /^card:message:(\d+)$/);
      if (number) appendTo(state.cards, number, messageText(message));
    }
    for (const threadId of staffChannelState.threadIds) {
      const thread = await control.inspectChannel({ channelId: threadId, limit: LIMIT });
      const number = Number(
        /^#(\d+) · /.exec((thread.channel as { name?: string }).name ?? '')?.[1],
      );
      const texts = messagesOfBot(thread.messages).map(messageText);
      const intros = texts.filter((text) => THREAD_INTRO.test(text)).length;
      appendTo(state.threads, number, { intros, texts });
    }
    for (const personId of [artist, secondArtist]) {
      const messages = await control.readDm({ personId, userId: LOCAL_APP.id, limit: 200 });
      for (const message of messagesOfBot(messages)) {
        const number = customIdNumber(message, new RegExp(`^dm:about:${guildId}:(\\d+)$`));
        if (number) appendTo(state.dms, number, messageText(message));
      }
    }
    states.push(state);
  }
  return states;
}

const messagesOfBot = (messages: readonly APIMessage[]) =>
  messages.filter(({ author }) => author.id === LOCAL_APP.id);

function appendTo<T>(map: Map<number, T[]>, number: number, value: T): void {
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
