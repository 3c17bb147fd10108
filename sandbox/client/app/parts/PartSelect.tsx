import { useEffect, useMemo, useState } from 'react';
import type { Part } from '../api/types.ts';
import { operate } from '../state/acts.ts';
import { usePlace } from '../state/place.ts';
import { useSession, useWorld } from '../state/session-context.ts';
import { useMessage } from './message-context.ts';
import { Picker } from './Picker.tsx';
import { picksOf, presetOf } from './picks.ts';

/** A select in a message: one value goes off at once, many go when the list is closed. */
export function PartSelect({ part }: { part: Part }) {
  const session = useSession();
  const message = useMessage();
  const { serverId } = usePlace();
  const world = useWorld((value) => value);
  const preset = useMemo(() => presetOf(part), [part]);
  const [values, setValues] = useState(preset);
  const [sent, setSent] = useState(preset);
  // An edit of the message sets the select back to what it says.
  useEffect(() => {
    setValues(preset);
    setSent(preset);
  }, [preset]);
  const max = part.max_values ?? 1;
  const send = (chosen: string[]) => {
    setSent(chosen);
    void operate(session, message, part.custom_id!, chosen);
  };
  return (
    <div className="part-select">
      <Picker
        label={part.placeholder ?? 'Make a selection'}
        placeholder={part.placeholder ?? 'Make a selection'}
        picks={picksOf(part, world, serverId)}
        values={values}
        max={max}
        optional={part.min_values === 0}
        disabled={part.disabled}
        search={part.type !== 3}
        onChange={(chosen) => {
          setValues(chosen);
          if (max === 1) send(chosen);
        }}
        onClose={() => {
          if (max > 1 && values.join() !== sent.join()) send(values);
        }}
      />
    </div>
  );
}
