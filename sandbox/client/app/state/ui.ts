import type { Message, MessageComponent } from '../api/types.ts';
import { Store } from './store.ts';

export interface OpenModal {
  modalId: string;
  channelId: string;
  title: string;
  components: MessageComponent[];
  botId: string | null;
}

/** What this window has open. */
export interface Ui {
  modal: OpenModal | null;
  replyTo: Message | null;
  editing: string | null;
  drawer: 'channels' | 'members' | null;
  membersShown: boolean;
  /** A short word of failure, read out and shown for a while. */
  toast: string | null;
}

export const uiStore = new Store<Ui>({
  modal: null,
  replyTo: null,
  editing: null,
  drawer: null,
  membersShown: true,
  toast: null,
});

const TOAST_MS = 6000;
let toastTimer = 0;

export function showToast(text: string): void {
  window.clearTimeout(toastTimer);
  uiStore.patch({ toast: text });
  toastTimer = window.setTimeout(() => uiStore.patch({ toast: null }), TOAST_MS);
}
