import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PresentedIntent } from '../../../console/presented.ts';
import { type Filter, noFilter } from '../api.ts';
import { channelNames, outcomeNames, listStrings as strings } from '../strings.ts';

/** Long enough that a word is not searched letter by letter. In milliseconds. */
const pauseInTyping = 300;

interface FiltersProps {
  readonly filter: Filter;
  readonly intents: readonly PresentedIntent[];
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChange: (filter: Filter) => void;
}

export function Filters({ filter, intents, search, onChange }: FiltersProps) {
  const [typed, setTyped] = useState(filter.q);
  useEffect(() => {
    if (typed === filter.q) return;
    const timer = setTimeout(() => onChange({ ...filter, q: typed }), pauseInTyping);
    return () => clearTimeout(timer);
  }, [typed, filter]);

  const active = Object.values(filter).some(value => value !== '');
  const clear = () => {
    setTyped('');
    onChange(noFilter);
    search.current?.focus();
  };

  return (
    <search class="filters" aria-label={strings.filters}>
      <label class="search">
        <span class="unseen">{strings.search}</span>
        <input
          ref={search}
          type="search"
          maxLength={200}
          placeholder={strings.search}
          value={typed}
          onInput={event => setTyped(event.currentTarget.value)}
        />
      </label>
      <Choice
        label={strings.outcome}
        value={filter.outcome}
        options={Object.entries(outcomeNames)}
        onChange={outcome => onChange({ ...filter, q: typed, outcome })}
      />
      <Choice
        label={strings.channel}
        value={filter.channel}
        options={Object.entries(channelNames)}
        onChange={channel => onChange({ ...filter, q: typed, channel })}
      />
      <Choice
        label={strings.intent}
        value={filter.intent}
        options={intents.map(({ name, title }) => [name, title])}
        onChange={intent => onChange({ ...filter, q: typed, intent })}
      />
      {active && (
        <button type="button" class="plain" onClick={clear}>
          {strings.clear}
        </button>
      )}
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, title: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value} onChange={event => onChange(event.currentTarget.value)}>
        <option value="">{strings.all}</option>
        {options.map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
