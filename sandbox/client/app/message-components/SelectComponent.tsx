import { useEffect, useMemo, useState } from 'react';
import type { MessageComponent } from '../api/types.ts';
import { activateComponent } from '../state/actions.ts';
import { useAppLocation } from '../state/app-location.ts';
import { useClientState, useSession } from '../state/session-context.ts';
import { getDefaultValues, getSelectChoices } from './choices.ts';
import { useMessage } from './message-context.ts';
import { SelectMenu } from './SelectMenu.tsx';

/** A select in a message: one value goes off at once, many go when the list is closed. */
export function SelectComponent({ component }: { component: MessageComponent }) {
  const session = useSession();
  const message = useMessage();
  const { serverId } = useAppLocation();
  const state = useClientState((value) => value);
  const defaultValues = useMemo(() => getDefaultValues(component), [component]);
  const [values, setValues] = useState(defaultValues);
  const [sentValues, setSentValues] = useState(defaultValues);
  // An edit of the message sets the select back to what it says.
  useEffect(() => {
    setValues(defaultValues);
    setSentValues(defaultValues);
  }, [defaultValues]);
  const max = component.max_values ?? 1;
  const send = (selected: string[]) => {
    setSentValues(selected);
    void activateComponent(session, message, component.custom_id!, selected);
  };
  return (
    <div className="part-select">
      <SelectMenu
        label={component.placeholder ?? 'Make a selection'}
        placeholder={component.placeholder ?? 'Make a selection'}
        choices={getSelectChoices(component, state, serverId)}
        values={values}
        max={max}
        isClearable={component.min_values === 0}
        isDisabled={component.disabled}
        isSearchable={component.type !== 3}
        onChange={(selected) => {
          setValues(selected);
          if (max === 1) send(selected);
        }}
        onClose={() => {
          if (max > 1 && values.join() !== sentValues.join()) send(values);
        }}
      />
    </div>
  );
}
