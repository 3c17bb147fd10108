/** An effect's subject that is no submission: the guild itself. Stored: values never change. */
export interface GuildSubject {
  type: 'guild';
  /** The guild's id. */
  id: string;
}

export const guildSubject = (guildId: string): GuildSubject => ({ type: 'guild', id: guildId });
