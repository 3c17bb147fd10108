/** Where a file is served to staff: see server/files/. */
export const toFileUrl = (guildId: string, id: string): string => `/g/${guildId}/files/${id}`;
