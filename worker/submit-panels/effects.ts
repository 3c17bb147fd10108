import { loadPanel, submitPanelEffects } from '../../domain/index.ts';
import { defineDeliverer } from '../deliver/types.ts';
import { postPanel } from './panel.ts';

export const deliverers = [
  defineDeliverer({
    effect: submitPanelEffects.panelPost,
    load: (db, _, { channelId }) => loadPanel(db, channelId),
    deliver: postPanel,
  }),
];
