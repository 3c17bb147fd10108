export { type Bot, startBot } from './bot.ts';
export type { InteractionObserver } from './context.ts';
export { deployCommands } from './deploy-commands.ts';
export { QueueFullError } from './directory/fair-queue.ts';
export { createMemberDirectory, type MemberDirectory } from './directory/member-directory.ts';
