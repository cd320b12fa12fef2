import type { PresentedNumbers } from '../../../console/numbers/presented.ts';
import { figuresOf } from './figure-texts.ts';
import { figureStrings, numbersStrings as strings } from './strings.ts';

/** Each figure with what it was before, and what it means one click away. */
export function Figures({ numbers: { totals, previous } }: { numbers: PresentedNumbers }) {
  const before = new Map(figuresOf(previous));
  return (
    <dl class="figures-list">
      {figuresOf(totals).map(([name, value]) => {
        const [title, definition] = figureStrings[name];
        return (
          <div key={name} class="figure">
            <dt>{title}</dt>
            <dd class="numbers">
              <b>{value}</b>{' '}
              <span class="quiet small">{strings.before(before.get(name) ?? strings.none)}</span>
              <details>
                <summary>
                  {strings.definition}
                  <span class="unseen"> {title}</span>
                </summary>
                <p class="small">{definition}</p>
              </details>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
