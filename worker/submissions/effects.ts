import { loadCard, loadThread, submissionEffects } from '../../domain/index.ts';
import { defineDeliverer } from '../deliver/types.ts';
import { editCard, postCard } from './card.ts';
import { sendDeferredAccepted } from './deferred-accepted.ts';
import { introduceThread, openThread, removeDuplicateThreads } from './thread.ts';

const { cardPost, cardEdit, threadOpen, threadIntro, threadTidy, deferredAcceptedDm } =
  submissionEffects;

export const deliverers = [
  defineDeliverer({ effect: cardPost, load: loadCard, deliver: postCard }),
  defineDeliverer({ effect: cardEdit, after: [cardPost], load: loadCard, deliver: editCard }),
  defineDeliverer({ effect: threadOpen, load: loadThread, deliver: openThread }),
  defineDeliverer({ effect: threadIntro, load: loadThread, deliver: introduceThread }),
  defineDeliverer({ effect: threadTidy, load: loadThread, deliver: removeDuplicateThreads }),
  defineDeliverer({ effect: deferredAcceptedDm, load: loadCard, deliver: sendDeferredAccepted }),
];
