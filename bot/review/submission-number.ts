import { parseCustomId, parseNumberArg } from '../messages/custom-id.ts';

/** The submission that a button or form is about; 0, which none has, when its id was forged. */
export const getNumberArg = ({ customId }: { customId: string }): number =>
  parseNumberArg(parseCustomId(customId)?.args ?? []);
