import type { Button } from '../dispatch/types.ts';
import { presentRules } from './present-rules.ts';

const createSwitch = (id: string, isOpen: boolean): Button => ({
  id,
  access: 'admin',
  responseType: 'update',
  async run({ context, actor, t }) {
    await context.operations.intakeRules.setIntake(actor, { isOpen });
    return presentRules(context, t, actor);
  },
});

export const openIntake = createSwitch('rules:open', true);
export const pauseIntake = createSwitch('rules:pause', false);
