import {
  loadErasableSession,
  recordErased,
  takeErasable,
  uploadEffects,
} from '../../domain/index.ts';
import { defineDeliverer } from '../deliver/types.ts';

export const deliverers = [
  defineDeliverer({
    effect: uploadEffects.uploadsErase,
    load: (db, _number, { sessionId }) => loadErasableSession(db, sessionId),
    async deliver({ guildId, tenancy, loaded: { sessionId } }) {
      // In a transaction of its own, before anything is erased: what is being sent is not taken.
      const erasable = await tenancy.write(guildId, (db) => takeErasable(db, sessionId));
      const { uploads } = await tenancy.files(guildId);
      for (const upload of erasable.started) await uploads.abort(upload);
      return { done: true, record: (db) => recordErased(db, sessionId, erasable) };
    },
  }),
];
