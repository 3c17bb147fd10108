import { CallError, call } from '../api/call.ts';
import { listen } from '../api/live.ts';
import type { LiveEvent, Member, Message, Overview } from '../api/types.ts';
import { applyMessage, mergePages } from './apply.ts';
import { currentPlace } from './place.ts';
import { Store } from './store.ts';
import { EMPTY, type World } from './world.ts';

const PAGE = 50;

/** One person's client: what they see, kept up to date by their stream of events. */
export class Session {
  readonly personId: string;
  readonly world = new Store<World>(EMPTY);
  private stopListening = () => {};
  private reading: Promise<void> | null = null;
  private again = false;
  /** The channels that were opened: their messages are kept up to date. */
  private readonly opened = new Set<string>();
  /** How many message events each channel has had. */
  private heard = new Map<string, number>();

  constructor(personId: string) {
    this.personId = personId;
  }

  start(): () => void {
    this.stopListening = listen(this.personId, {
      ready: () => void this.catchUp(),
      broken: () => this.world.patch({ live: false }),
      event: (event) => this.hear(event),
    });
    return () => this.stopListening();
  }

  path(rest: string): string {
    return `/people/${this.personId}${rest}`;
  }

  private async catchUp(): Promise<void> {
    await this.readOverview();
    const { members } = this.world.get();
    await Promise.all([
      ...[...this.opened].map((id) => this.readLatest(id)),
      ...Object.keys(members).map((id) => this.readMembers(id)),
    ]);
    this.world.patch({ live: true });
  }

  private hear(event: LiveEvent): void {
    if (event.type.startsWith('message_')) {
      const { channel_id: channelId } = event.data as Message;
      this.heard.set(channelId, (this.heard.get(channelId) ?? 0) + 1);
      this.world.set(applyMessage(this.world.get(), event, currentPlace().channelId));
      return;
    }
    void this.readOverview();
    if (/^(member|role)_/.test(event.type) && event.guildId) void this.readMembers(event.guildId);
  }

  /** Reads the side bar anew; any number of wishes while it runs become one more run. */
  readOverview(): Promise<void> {
    if (this.reading) {
      this.again = true;
      return this.reading;
    }
    const run = async () => {
      do {
        this.again = false;
        try {
          const overview = await call<Overview>('GET', this.path('/overview'));
          this.world.patch({ phase: 'ready', overview });
        } catch (error) {
          // Without an answer the stream breaks as well; when it is back, all is read anew.
          const isOffline = error instanceof CallError && error.code === 'OFFLINE';
          if (!isOffline && !this.world.get().overview) this.world.patch({ phase: 'gone' });
        }
      } while (this.again);
    };
    this.reading = run().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  async readMembers(serverId: string): Promise<void> {
    const list = await call<Member[]>('GET', `/servers/${serverId}/members`).catch(() => null);
    if (list) this.world.patch(({ members }) => ({ members: { ...members, [serverId]: list } }));
  }

  /** Reads a channel's newest page, unless it is there. */
  async open(channelId: string): Promise<void> {
    this.opened.add(channelId);
    this.world.patch(({ unread: { [channelId]: _, ...unread } }) => ({ unread }));
    if (!this.world.get().logs[channelId]) await this.readLatest(channelId);
  }

  private async readLatest(channelId: string): Promise<void> {
    let page: Message[] | null;
    let before: number;
    // What is heard of the channel while its page is on the way may not be in that page.
    do {
      before = this.heard.get(channelId) ?? 0;
      page = await this.page(channelId, '');
    } while (page && before !== (this.heard.get(channelId) ?? 0));
    if (page) this.keep(channelId, page, page.length >= PAGE);
  }

  async readOlder(channelId: string): Promise<void> {
    const log = this.world.get().logs[channelId];
    const first = log?.messages[0];
    if (!log?.more || !first) return;
    const page = await this.page(channelId, `&before=${first.id}`);
    if (!page) return;
    const now = this.world.get().logs[channelId]?.messages ?? [];
    this.keep(channelId, mergePages(page, now), page.length >= PAGE);
  }

  private page(channelId: string, query: string): Promise<Message[] | null> {
    const path = this.path(`/channels/${channelId}/messages?limit=${PAGE}${query}`);
    return call<Message[]>('GET', path).catch(() => null);
  }

  private keep(channelId: string, messages: Message[], more: boolean): void {
    this.world.patch(({ logs }) => ({ logs: { ...logs, [channelId]: { messages, more } } }));
  }
}
