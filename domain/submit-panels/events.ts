import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

/** A channel got a panel, or its panel another text. */
export const panelSet = defineEvent({
  kind: 'settings.submit_panel',
  subjectType: 'guild',
  data: z.object({ channelId: z.string() }),
  liveKind: null,
});
