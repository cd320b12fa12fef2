import type { Range } from './numbers-api.ts';
import { numbersStrings as strings } from './strings.ts';
import { lastDays } from './use-numbers.ts';

interface RangeFormProps {
  readonly range: Range;
  readonly onChange: (range: Range) => void;
}

export function RangeForm({ range, onChange }: RangeFormProps) {
  return (
    <div class="range">
      <label>
        {strings.from}
        <input
          type="date"
          value={range.from}
          max={range.to}
          onChange={({ currentTarget: { value } }) => value && onChange({ ...range, from: value })}
        />
      </label>
      <label>
        {strings.to}
        <input
          type="date"
          value={range.to}
          min={range.from}
          onChange={({ currentTarget: { value } }) => value && onChange({ ...range, to: value })}
        />
      </label>
      {[7, 30, 90].map(days => (
        <button key={days} type="button" class="plain" onClick={() => onChange(lastDays(days, Date.now()))}>
          {strings.lastDays(days)}
        </button>
      ))}
      <p class="quiet small">{strings.zone}</p>
    </div>
  );
}
