import { call, upload, words } from '../api/call.ts';
import type { Channel, Message, Outcome, Part } from '../api/types.ts';
import { go, pathOf } from './place.ts';
import type { Session } from './session.ts';
import { toast, ui } from './ui.ts';
import type { Notice } from './world.ts';

type NoticeWish = Omit<Notice, 'id' | 'text'>;
let notices = 0;

/** Runs something that a bot answers; shows that it is under way, and why it failed. */
export async function interact(
  session: Session,
  wish: NoticeWish,
  begin: () => Promise<Outcome>,
): Promise<Outcome | null> {
  const id = ++notices;
  const set = (text: string | null) =>
    session.world.patch((world) => ({
      notices: [...world.notices.filter((item) => item.id !== id), { ...wish, id, text }],
    }));
  session.world.patch((world) => ({
    notices: world.notices.filter(
      (item) => item.text === null || item.messageId !== wish.messageId || !wish.messageId,
    ),
  }));
  set(null);
  try {
    const outcome = await begin();
    if (outcome.kind === 'error' && outcome.code !== 'INVALID_INPUT') set(outcome.message);
    else dropNotice(session, id);
    if (outcome.kind === 'modal')
      ui.patch({
        modal: {
          modalId: outcome.modalId,
          channelId: wish.channelId,
          title: outcome.title,
          components: outcome.components as unknown as Part[],
          botId: wish.botId ?? null,
        },
      });
    return outcome;
  } catch (error) {
    set(words(error));
    return null;
  }
}

export function dropNotice(session: Session, id: number): void {
  session.world.patch((world) => ({ notices: world.notices.filter((item) => item.id !== id) }));
}

/** A button, or a select when `values` are given. */
export async function operate(
  session: Session,
  message: Message,
  customId: string,
  values?: string[],
): Promise<void> {
  const wish = {
    channelId: message.channel_id,
    messageId: message.id,
    botId: message.author.id,
  };
  const body = { channelId: message.channel_id, messageId: message.id, customId };
  const outcome = await interact(session, wish, () =>
    values
      ? call('POST', session.path('/choose'), { ...body, values })
      : call('POST', session.path('/press'), body),
  );
  if (outcome?.kind === 'error' && outcome.code === 'INVALID_INPUT') toast(outcome.message);
}

/** A command from the menu of a message or of a person. */
export function runMenu(
  session: Session,
  channelId: string,
  command: { name: string; application_id: string },
  target: { messageId: string } | { targetId: string },
): Promise<Outcome | null> {
  const kind = 'messageId' in target ? 'message' : 'user';
  const wish = { channelId, command: command.name, botId: command.application_id };
  return interact(session, wish, () =>
    call('POST', session.path(`/commands/${kind}`), {
      channelId,
      command: command.name,
      applicationId: command.application_id,
      ...target,
    }),
  );
}

/** True when it was sent; a refusal is shown. */
export async function sendMessage(
  session: Session,
  channelId: string,
  content: string,
  files: File[],
  replyTo: Message | null,
): Promise<boolean> {
  const body = {
    content,
    ...(files.length > 0 ? { files: files.map((_, index) => upload(index)) } : {}),
    ...(replyTo ? { replyTo: replyTo.id } : {}),
  };
  return attempt(() => call('POST', session.path(`/channels/${channelId}/messages`), body, files));
}

export function editMessage(session: Session, message: Message, content: string) {
  const path = session.path(`/channels/${message.channel_id}/messages/${message.id}`);
  return attempt(() => call('PATCH', path, { content }));
}

/** Also dismisses what only this person sees. */
export function deleteMessage(session: Session, message: Message) {
  const path = session.path(`/channels/${message.channel_id}/messages/${message.id}`);
  return attempt(() => call('DELETE', path));
}

export async function openDm(session: Session, userId: string): Promise<void> {
  await attempt(async () => {
    const channel = await call<Channel>('POST', session.path('/dms'), { userId });
    await session.readOverview();
    go(pathOf('@me', channel.id));
  });
}

export async function createThread(
  session: Session,
  channel: Channel,
  name: string,
  hidden: boolean,
) {
  return attempt(async () => {
    const path = session.path(`/channels/${channel.id}/threads`);
    const thread = await call<Channel>('POST', path, { name, private: hidden });
    await session.readOverview();
    go(pathOf(channel.guild_id!, thread.id));
  });
}

async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    toast(words(error));
    return false;
  }
}
