import { createContext, useContext } from 'react';
import type { Message } from '../api/types.ts';

/** The message whose components are drawn. */
export const MessageContext = createContext<Message | null>(null);

export const useMessage = (): Message => useContext(MessageContext)!;
