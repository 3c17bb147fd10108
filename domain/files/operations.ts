export { open } from './open.ts';
export { postOnDiscord } from './post-on-discord.ts';
export { remove } from './remove.ts';
export { getUsage } from './usage.ts';
