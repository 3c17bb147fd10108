export { type Bot, type BotConfig, startBot } from './bot.ts';
export type { BotContext, Log } from './context.ts';
export { deployCommands } from './deploy-commands.ts';
export { createDirectory, type Directory } from './directory/directory.ts';
export { QueueFull } from './directory/fair-queue.ts';
