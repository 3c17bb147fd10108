import { ApiError, callApi } from '../api/call-api.ts';
import { subscribeToEvents } from '../api/live-events.ts';
import type { LiveEvent, Member, Message, Overview } from '../api/types.ts';
import { getAppLocation } from './app-location.ts';
import { applyMessage, mergePages } from './apply-message.ts';
import { type ClientState, EMPTY_STATE } from './client-state.ts';
import { Store } from './store.ts';

const PAGE_SIZE = 50;

/** One person's client: what they see, kept up to date by their stream of events. */
export class ClientSession {
  readonly personId: string;
  readonly state = new Store<ClientState>(EMPTY_STATE);
  private stopListening = () => {};
  private overviewRequest: Promise<void> | null = null;
  private isReloadQueued = false;
  /** The channels that were opened: their messages are kept up to date. */
  private readonly openedChannels = new Set<string>();
  /** How many message events each channel has had. */
  private messageEventCounts = new Map<string, number>();

  constructor(personId: string) {
    this.personId = personId;
  }

  start(): () => void {
    this.stopListening = subscribeToEvents(this.personId, {
      ready: () => void this.resync(),
      broken: () => this.state.patch({ isConnected: false }),
      event: (event) => this.handleEvent(event),
    });
    return () => this.stopListening();
  }

  path(rest: string): string {
    return `/people/${this.personId}${rest}`;
  }

  private async resync(): Promise<void> {
    await this.loadOverview();
    const { members } = this.state.get();
    await Promise.all([
      ...[...this.openedChannels].map((id) => this.loadLatest(id)),
      ...Object.keys(members).map((id) => this.loadMembers(id)),
    ]);
    this.state.patch({ isConnected: true });
  }

  private handleEvent(event: LiveEvent): void {
    if (event.type.startsWith('message_')) {
      const { channel_id: channelId } = event.data as Message;
      this.messageEventCounts.set(channelId, (this.messageEventCounts.get(channelId) ?? 0) + 1);
      this.state.set(applyMessage(this.state.get(), event, getAppLocation().channelId));
      return;
    }
    void this.loadOverview();
    if (/^(member|role)_/.test(event.type) && event.guildId) void this.loadMembers(event.guildId);
  }

  /** Reads the side bar anew; any number of wishes while it runs become one more run. */
  loadOverview(): Promise<void> {
    if (this.overviewRequest) {
      this.isReloadQueued = true;
      return this.overviewRequest;
    }
    const loadUntilCurrent = async () => {
      do {
        this.isReloadQueued = false;
        try {
          const overview = await callApi<Overview>('GET', this.path('/overview'));
          this.state.patch({ phase: 'ready', overview });
        } catch (error) {
          // Without an answer the stream breaks as well; when it is back, all is read anew.
          const isOffline = error instanceof ApiError && error.code === 'OFFLINE';
          if (!isOffline && !this.state.get().overview) this.state.patch({ phase: 'gone' });
        }
      } while (this.isReloadQueued);
    };
    this.overviewRequest = loadUntilCurrent().finally(() => {
      this.overviewRequest = null;
    });
    return this.overviewRequest;
  }

  async loadMembers(serverId: string): Promise<void> {
    const list = await callApi<Member[]>('GET', `/servers/${serverId}/members`).catch(() => null);
    if (list) this.state.patch(({ members }) => ({ members: { ...members, [serverId]: list } }));
  }

  /** Reads a channel's newest page, unless it is there. */
  async openChannel(channelId: string): Promise<void> {
    this.openedChannels.add(channelId);
    this.state.patch(({ unread: { [channelId]: _, ...unread } }) => ({ unread }));
    if (!this.state.get().logs[channelId]) await this.loadLatest(channelId);
  }

  private async loadLatest(channelId: string): Promise<void> {
    let page: Message[] | null;
    let before: number;
    // What is heard of the channel while its page is on the way may not be in that page.
    do {
      before = this.messageEventCounts.get(channelId) ?? 0;
      page = await this.fetchPage(channelId, '');
    } while (page && before !== (this.messageEventCounts.get(channelId) ?? 0));
    if (page) this.saveMessages(channelId, page, page.length >= PAGE_SIZE);
  }

  async loadOlder(channelId: string): Promise<void> {
    const log = this.state.get().logs[channelId];
    const first = log?.messages[0];
    if (!log?.more || !first) return;
    const page = await this.fetchPage(channelId, `&before=${first.id}`);
    if (!page) return;
    const now = this.state.get().logs[channelId]?.messages ?? [];
    this.saveMessages(channelId, mergePages(page, now), page.length >= PAGE_SIZE);
  }

  private fetchPage(channelId: string, query: string): Promise<Message[] | null> {
    const path = this.path(`/channels/${channelId}/messages?limit=${PAGE_SIZE}${query}`);
    return callApi<Message[]>('GET', path).catch(() => null);
  }

  private saveMessages(channelId: string, messages: Message[], more: boolean): void {
    this.state.patch(({ logs }) => ({ logs: { ...logs, [channelId]: { messages, more } } }));
  }
}
