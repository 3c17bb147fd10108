/** What Discord wants every call to carry; without it its proxy may refuse the call. */
export const USER_AGENT = 'DiscordBot (https://github.com/vektra/vektra, 0.1.0)';
