import { callApi, getErrorMessage, upload } from '../api/call-api.ts';
import type { Channel, Message, MessageComponent, Outcome } from '../api/types.ts';
import { createPath, navigateTo } from './app-location.ts';
import type { ClientSession } from './client-session.ts';
import type { Notice } from './client-state.ts';
import { showToast, uiStore } from './ui.ts';

type NoticeTarget = Omit<Notice, 'id' | 'text'>;
let lastNoticeId = 0;

/** Runs something that a bot answers; shows that it is under way, and why it failed. */
export async function runInteraction(
  session: ClientSession,
  noticeTarget: NoticeTarget,
  start: () => Promise<Outcome>,
): Promise<Outcome | null> {
  const id = ++lastNoticeId;
  const setNotice = (text: string | null) =>
    session.state.patch((world) => ({
      notices: [...world.notices.filter((item) => item.id !== id), { ...noticeTarget, id, text }],
    }));
  session.state.patch((world) => ({
    notices: world.notices.filter(
      (item) =>
        item.text === null || item.messageId !== noticeTarget.messageId || !noticeTarget.messageId,
    ),
  }));
  setNotice(null);
  try {
    const outcome = await start();
    if (outcome.kind === 'error' && outcome.code !== 'INVALID_INPUT') setNotice(outcome.message);
    else dismissNotice(session, id);
    if (outcome.kind === 'modal')
      uiStore.patch({
        modal: {
          modalId: outcome.modalId,
          channelId: noticeTarget.channelId,
          title: outcome.title,
          components: outcome.components as unknown as MessageComponent[],
          botId: noticeTarget.botId ?? null,
        },
      });
    return outcome;
  } catch (error) {
    setNotice(getErrorMessage(error));
    return null;
  }
}

export function dismissNotice(session: ClientSession, id: number): void {
  session.state.patch((world) => ({ notices: world.notices.filter((item) => item.id !== id) }));
}

/** A button, or a select when `values` are given. */
export async function activateComponent(
  session: ClientSession,
  message: Message,
  customId: string,
  values?: string[],
): Promise<void> {
  const noticeTarget = {
    channelId: message.channel_id,
    messageId: message.id,
    botId: message.author.id,
  };
  const body = { channelId: message.channel_id, messageId: message.id, customId };
  const outcome = await runInteraction(session, noticeTarget, () =>
    values
      ? callApi('POST', session.path('/choose'), { ...body, values })
      : callApi('POST', session.path('/press'), body),
  );
  if (outcome?.kind === 'error' && outcome.code === 'INVALID_INPUT') showToast(outcome.message);
}

/** A command from the menu of a message or of a person. */
export function runContextMenuCommand(
  session: ClientSession,
  channelId: string,
  command: { name: string; application_id: string },
  target: { messageId: string } | { targetId: string },
): Promise<Outcome | null> {
  const kind = 'messageId' in target ? 'message' : 'user';
  const noticeTarget = { channelId, command: command.name, botId: command.application_id };
  return runInteraction(session, noticeTarget, () =>
    callApi('POST', session.path(`/commands/${kind}`), {
      channelId,
      command: command.name,
      applicationId: command.application_id,
      ...target,
    }),
  );
}

/** True when it was sent; a refusal is shown. */
export async function sendMessage(
  session: ClientSession,
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
  return tryOrToast(() =>
    callApi('POST', session.path(`/channels/${channelId}/messages`), body, files),
  );
}

export function editMessage(session: ClientSession, message: Message, content: string) {
  const path = session.path(`/channels/${message.channel_id}/messages/${message.id}`);
  return tryOrToast(() => callApi('PATCH', path, { content }));
}

/** Also dismisses what only this person sees. */
export function deleteMessage(session: ClientSession, message: Message) {
  const path = session.path(`/channels/${message.channel_id}/messages/${message.id}`);
  return tryOrToast(() => callApi('DELETE', path));
}

export async function openDm(session: ClientSession, userId: string): Promise<void> {
  await tryOrToast(async () => {
    const channel = await callApi<Channel>('POST', session.path('/dms'), { userId });
    await session.loadOverview();
    navigateTo(createPath('@me', channel.id));
  });
}

export async function createThread(
  session: ClientSession,
  channel: Channel,
  name: string,
  isPrivate: boolean,
) {
  return tryOrToast(async () => {
    const path = session.path(`/channels/${channel.id}/threads`);
    const thread = await callApi<Channel>('POST', path, { name, private: isPrivate });
    await session.loadOverview();
    navigateTo(createPath(channel.guild_id!, thread.id));
  });
}

async function tryOrToast(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    showToast(getErrorMessage(error));
    return false;
  }
}
