/** One operation's id for each interaction: Discord may deliver one twice. */
export const toRequestId = (interaction: { id: string }): string => `discord:${interaction.id}`;
