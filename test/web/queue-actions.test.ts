import test from 'ava';
import { NOT_FOUND } from '../../web/errors/problem.ts';
import {
  createActionLog,
  MAX_ACTIONS,
  type QueuedAction,
} from '../../web/listening-queue/actions/action-log.ts';
import { applyPending } from '../../web/listening-queue/actions/changes.ts';

const action = (number: number, change: Partial<QueuedAction> = {}): QueuedAction => ({
  requestId: `request-${number}`,
  intent: 'approve',
  fields: { number: String(number) },
  demo: { number, title: `Demo ${number}`, status: 'in_queue' },
  isUndo: false,
  attempts: 0,
  ...change,
});

test('the last change of each demo counts, and an undo takes it back', (t) => {
  const done = applyPending(new Map(), [action(1), action(2, { intent: 'reject' })]);
  const changes = applyPending(done, [
    action(3, { intent: 'note' }),
    action(1, { intent: 'status', fields: { status: 'shortlisted' } }),
    action(4, { intent: 'status', fields: { status: 'loved' } }),
  ]);
  t.deepEqual(
    [...changes].map(([number, { status }]) => [number, status]),
    [
      [2, 'rejected'],
      [1, 'shortlisted'],
    ],
  );
  const undone = applyPending(changes, [action(1, { intent: 'undo', isUndo: true })]);
  t.deepEqual([...undone.keys()], [2]);
});

test('of the places only the last one is kept; when there is no room, nothing is taken', (t) => {
  // No browser here: it is kept in memory, and says so.
  const log = createActionLog('vektra-queue/1/2');
  const place = (number: number) =>
    action(number, { requestId: `place-${number}`, intent: 'place' });
  t.true(log.add(place(1)));
  t.true(log.add(action(1)));
  t.true(log.add(place(2)));
  t.deepEqual(
    log.getState().pending.map(({ requestId }) => requestId),
    ['request-1', 'place-2'],
  );
  t.false(log.getState().isKept);
  for (let number = 3; number <= MAX_ACTIONS; number++) t.true(log.add(action(number)));
  t.false(log.add(action(999)));
  t.is(log.getState().pending.length, MAX_ACTIONS);
  t.true(log.add(place(3)), 'it takes the room of the one before');

  log.markSent('request-3');
  t.is(log.getState().pending.find(({ requestId }) => requestId === 'request-3')?.attempts, 1);
  log.remove('request-4');
  log.add(action(3, { requestId: 'undo-3', intent: 'undo', isUndo: true, undoes: 'request-3' }));
  log.refuse('request-3', NOT_FOUND);
  t.false(
    log.getState().pending.some(({ requestId }) => requestId === 'undo-3'),
    'there is nothing of one’s own to take back',
  );
  t.true(log.add(action(4)));
  t.false(log.add(action(999)), 'what was refused takes room until it was seen');
  t.like(log.getState().refused, [{ action: { requestId: 'request-3' }, problem: NOT_FOUND }]);
  log.dismissRefused();
  log.remove('request-1');
  t.is(log.getState().pending.length, MAX_ACTIONS - 2);
});
