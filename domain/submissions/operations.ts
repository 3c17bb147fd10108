export { correct, getCorrectable } from './correct.ts';
export { countByStatus } from './counts.ts';
export { listDeferred, submitOrDefer } from './deferred-submissions.ts';
export { get } from './get.ts';
export { list } from './list.ts';
export { getMine, listMine } from './mine.ts';
export { submit } from './submit.ts';
export { withdraw } from './withdraw.ts';
