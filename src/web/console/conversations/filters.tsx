import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PresentedAgent, PresentedCause, PresentedIntent } from '../../../console/presented.ts';
import { listStrings as strings } from '../strings.ts';
import { type Filter, type FilterName, usualFilters } from './filter.ts';
import { filterFields } from './filter-fields.ts';
import { filterStrings } from './strings.ts';

/** Long enough that a word is not searched letter by letter. In milliseconds. */
const pauseInTyping = 300;

interface FiltersProps {
  readonly filter: Filter;
  readonly intents: readonly PresentedIntent[];
  readonly causes: readonly PresentedCause[];
  readonly agents: readonly PresentedAgent[];
  readonly tags: readonly string[];
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChange: (filter: Filter) => void;
}

export function Filters({ filter, intents, causes, agents, tags, search, onChange }: FiltersProps) {
  const [typed, setTyped] = useState(filter.q ?? '');
  const followed = useRef(filter.q ?? '');
  useEffect(() => {
    // Only another address: effects come after the first paint, when somebody may have typed already.
    if (followed.current === (filter.q ?? '')) return;
    followed.current = filter.q ?? '';
    setTyped(followed.current);
  }, [filter.q]);
  useEffect(() => {
    if (typed === (filter.q ?? '')) return;
    const timer = setTimeout(() => onChange({ ...filter, q: typed }), pauseInTyping);
    return () => clearTimeout(timer);
  }, [typed, filter]);

  const set = (name: FilterName) => (value: string) => onChange({ ...filter, q: typed, [name]: value });
  const clear = () => {
    setTyped('');
    onChange({});
    search.current?.focus();
  };
  const fields = filterFields({ intents, agents, causes, tags });
  const usual = fields.filter(({ name }) => usualFilters.has(name));
  const others = fields.filter(({ name }) => !usualFilters.has(name));
  const hidden = [...others.map(({ name }) => name), 'since' as const, 'until' as const];
  const chosen = hidden.filter(name => filter[name]).length;
  const [unfolded, setUnfolded] = useState(() => chosen > 0 && isWide());

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
      {usual.map(field => (
        <Choice key={field.name} {...field} value={filter[field.name] ?? ''} onChange={set(field.name)} />
      ))}
      {Object.keys(filter).length > 0 && (
        <button type="button" class="plain" onClick={clear}>
          {strings.clear}
        </button>
      )}
      <button
        type="button"
        class="plain"
        aria-expanded={unfolded}
        aria-controls="other-filters"
        onClick={() => setUnfolded(!unfolded)}
      >
        {filterStrings.more(chosen)}
      </button>
      <div id="other-filters" class="other-filters" hidden={!unfolded}>
        {others.map(field => (
          <Choice key={field.name} {...field} value={filter[field.name] ?? ''} onChange={set(field.name)} />
        ))}
        <Day label={filterStrings.since} value={filter.since ?? ''} onChange={set('since')} />
        <Day label={filterStrings.until} value={filter.until ?? ''} onChange={set('until')} />
      </div>
    </search>
  );
}

/** On a phone unfolded filters would leave no room for the list. */
function isWide(): boolean {
  return matchMedia('(min-width: 48rem)').matches;
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

interface ChoiceProps extends FieldProps {
  readonly options: readonly (readonly [value: string, title: string])[];
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  // An address may name what this page has not heard of: shown as such rather than as "all".
  const strange = value !== '' && !options.some(([known]) => known === value);
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value} onChange={event => onChange(event.currentTarget.value)}>
        <option value="">{strings.all}</option>
        {strange && <option value={value}>{filterStrings.unknownValue(value)}</option>}
        {options.map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function Day({ label, value, onChange }: FieldProps) {
  return (
    <label class="choice">
      <span>{label}</span>
      <input type="date" value={value} onChange={event => onChange(event.currentTarget.value)} />
    </label>
  );
}
