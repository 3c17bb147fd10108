import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { RequestId } from '../../components/request-id.tsx';
import type { ListenIntent } from '../outcome.ts';

interface Props {
  /** Of the queue: its page, or that of the demo, which is shown again without script. */
  action: string;
  intent: ListenIntent;
  number: number;
  requestId: string;
  /** The form's other fields. */
  fields?: Readonly<Record<string, string>>;
  className?: string | undefined;
  onSubmit: () => void;
  /** A button. */
  children: ReactNode;
}

/** An action as a form of one button; with script it goes through the queue's log. */
export function ActionForm(props: Props) {
  const { action, intent, number, requestId, fields = {}, className, onSubmit, children } = props;
  return (
    <Form
      method="post"
      action={action}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="number" value={number} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <RequestId initialId={requestId} />
      {children}
    </Form>
  );
}
