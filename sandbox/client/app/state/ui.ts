import type { Message, Part } from '../api/types.ts';
import { Store } from './store.ts';

export interface OpenModal {
  modalId: string;
  channelId: string;
  title: string;
  components: Part[];
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

export const ui = new Store<Ui>({
  modal: null,
  replyTo: null,
  editing: null,
  drawer: null,
  membersShown: true,
  toast: null,
});

const TOAST_MS = 6000;
let fading = 0;

export function toast(text: string): void {
  window.clearTimeout(fading);
  ui.patch({ toast: text });
  fading = window.setTimeout(() => ui.patch({ toast: null }), TOAST_MS);
}
