import type { PresentedColleague } from '../../../console/people/presented.ts';
import { actionNames, auditStrings as strings } from './strings.ts';
import type { AuditFilter } from './use-entries.ts';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly users: readonly PresentedColleague[];
  readonly onChange: (filter: AuditFilter) => void;
}

export function AuditFilters({ filter, users, onChange }: AuditFiltersProps) {
  return (
    <search class="filters" aria-label={strings.filters}>
      <Choice
        label={strings.action}
        value={filter.action}
        options={Object.entries(actionNames)}
        onChange={action => onChange({ ...filter, action })}
      />
      <Choice
        label={strings.actor}
        value={filter.actor}
        options={[
          ...users.map(({ id, name }) => [id, name] as const),
          ['command-line', strings.commandLine],
          ['unknown', strings.unknown],
        ]}
        onChange={actor => onChange({ ...filter, actor })}
      />
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
