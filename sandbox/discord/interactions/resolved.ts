import type { Core } from '../core.ts';
import { computeChannelPermissions } from '../permissions/compute.ts';
import { presentAttachment } from '../present/attachment.ts';
import { presentChannel } from '../present/channel.ts';
import { presentMemberWithoutUser } from '../present/member.ts';
import { presentMessage } from '../present/message.ts';
import { presentRole } from '../present/role.ts';
import { presentUser } from '../present/user.ts';
import type { AttachmentRecord, ChannelRecord, MessageRecord } from '../state/types.ts';

type Entries = Record<string, Record<string, unknown>>;

/** Collects what the ids in an interaction stand for. */
export class ResolvedData {
  private readonly entries: Entries = {};
  private readonly core: Core;
  private readonly channel: ChannelRecord;
  private readonly viewerId: string;

  constructor(core: Core, channel: ChannelRecord, viewerId: string) {
    this.core = core;
    this.channel = channel;
    this.viewerId = viewerId;
  }

  /** Undefined when nothing was resolved: Discord then leaves the key out. */
  get value(): Entries | undefined {
    return Object.keys(this.entries).length > 0 ? this.entries : undefined;
  }

  addUser(id: string): boolean {
    const user = this.core.state.users.get(id);
    if (!user) return false;
    this.put('users', id, presentUser(user));
    const member = this.guild?.members.get(id);
    if (member)
      this.put('members', id, {
        ...presentMemberWithoutUser(member),
        permissions: computeChannelPermissions(this.core.state, this.channel, id).toString(),
      });
    return true;
  }

  addRole(id: string): boolean {
    const role = this.guild?.roles.get(id);
    if (role) this.put('roles', id, presentRole(role));
    return role !== undefined;
  }

  /** Only channels of this server that the person sees can be chosen. */
  addChannel(id: string, types: number[] | undefined): boolean {
    const channel = this.core.state.channels.get(id);
    if (!channel || channel.guildId === null || channel.guildId !== this.channel.guildId)
      return false;
    if (types && types.length > 0 && !types.includes(channel.type)) return false;
    const permissions = computeChannelPermissions(this.core.state, channel, this.viewerId);
    if (permissions === 0n) return false;
    this.put('channels', id, {
      ...presentChannel(this.core.state, channel),
      permissions: permissions.toString(),
    });
    return true;
  }

  addAttachment(record: AttachmentRecord): void {
    this.put('attachments', record.id, presentAttachment(this.core, record));
  }

  addMessage(record: MessageRecord): void {
    this.put('messages', record.id, presentMessage(this.core, record));
  }

  private get guild() {
    return this.channel.guildId === null
      ? undefined
      : this.core.state.guilds.get(this.channel.guildId);
  }

  private put(kind: string, id: string, value: unknown): void {
    this.entries[kind] ??= {};
    this.entries[kind][id] = value;
  }
}
