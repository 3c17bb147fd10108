import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import type { GuildChoices } from '../context.ts';
import { useT } from '../strings/use-t.ts';

interface Props {
  name: string;
  label: string;
  description: string;
  channels: GuildChoices['channels'];
  /** The chosen channel's id; null: none. */
  value: string | null;
  /** What choosing none is called. */
  noneLabel: string;
  error: string | null;
}

/** One channel of the server, by its name, grouped as on Discord; none is an empty value. */
export function ChannelPicker({ channels, value, noneLabel, ...field }: Props) {
  const t = useT();
  const toItem = ({ id, name, canPost }: Props['channels'][number]) => ({
    value: id,
    label: t(canPost ? 'picker.channel' : 'picker.channel_closed', { name }),
  });
  const categories = [...new Set(channels.map(({ category }) => category))];
  const isGone = value !== null && !channels.some(({ id }) => id === value);
  return (
    <NativeSelect
      {...field}
      defaultValue={value ?? ''}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      data={[
        { value: '', label: noneLabel },
        ...(isGone ? [{ value, label: t('picker.channel_gone') }] : []),
        ...categories.flatMap((category): NonNullable<NativeSelectProps['data']> => {
          const items = channels.filter((each) => each.category === category).map(toItem);
          return category === null ? items : [{ group: category, items }];
        }),
      ]}
    />
  );
}
