export { relayDirectMessage, replyToEdit } from './relay.ts';
