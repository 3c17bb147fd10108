import test from 'ava';
import { parseEventData } from '../../domain/events/define-event.ts';
import { statusChanged } from '../../domain/submissions/events.ts';

test('data of a customer database that is no event of its kind is read as far as it is one', (t) => {
  const absent = { from: 'in_queue', to: 'in_queue', reason: null };
  for (const text of ['{', '', 'null', '[]', '[1]', '7', '"x"', null, undefined, 7])
    t.deepEqual(parseEventData(statusChanged, text), absent, String(text));
  t.deepEqual(parseEventData(statusChanged, '{"from":{},"to":"approved","reason":["x"]}'), {
    ...absent,
    to: 'approved',
  });
});

test('fields that a newer version adds are ignored', (t) => {
  const data = { from: 'in_queue', to: 'rejected', reason: 'Not now.' };
  t.deepEqual(parseEventData(statusChanged, JSON.stringify({ ...data, stars: 5 })), data);
});
