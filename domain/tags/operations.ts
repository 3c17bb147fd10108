export { add } from './add.ts';
export { list, listOfSubject } from './list.ts';
export { remove } from './remove.ts';
