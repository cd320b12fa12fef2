import { useRef, useState } from 'preact/hooks';
import type { Decision } from '../../../learning/label.ts';
import type { GroupCardProps } from './group-card.tsx';
import { percent, learningStrings as strings } from './strings.ts';
import { useKeys } from './use-keys.ts';

const outOfScope: Decision = { kind: 'intent', intent: 'out_of_scope' };
const skip: Decision = { kind: 'skip' };

/** Two keys a label: one chooses, Enter keeps it. */
export function DecisionForm({
  group,
  intents,
  titleOf,
  onMove,
  onDecide,
}: Omit<GroupCardProps, 'opened' | 'onOpen' | 'mayTeach'>) {
  const [chosen, setChosen] = useState<Decision>();
  const [whole, setWhole] = useState(true);
  const select = useRef<HTMLSelectElement>(null);
  const options = useRef<HTMLDivElement>(null);
  const messages = (whole ? group.messages : group.messages.slice(0, 1)).map(({ id }) => id);
  const suggested = group.suggestions.filter(({ intent }) => intent !== 'out_of_scope').slice(0, 5);
  const save = () => {
    if (!chosen) return;
    setChosen(undefined);
    onDecide(messages, chosen);
  };

  /** As a tap would: whatever had the focus, e.g. the link to this page, has Enter no more. */
  const choose = (key: string, decision: Decision) => {
    setChosen(decision);
    options.current?.querySelector<HTMLElement>(`[aria-keyshortcuts="${key}"]`)?.focus();
  };

  useKeys({
    ...Object.fromEntries(
      suggested.map(({ intent }, index) => [
        String(index + 1),
        () => choose(String(index + 1), { kind: 'intent', intent }),
      ]),
    ),
    o: () => choose('o', outOfScope),
    s: () => choose('s', skip),
    g: () => setWhole(!whole),
    Enter: save,
    '/': () => select.current?.focus(),
    ArrowDown: () => onMove(1),
    ArrowUp: () => onMove(-1),
    j: () => onMove(1),
    k: () => onMove(-1),
  });

  const option = (key: string, title: string, decision: Decision, detail?: string) => (
    <button
      key={key}
      type="button"
      class="choice-button"
      aria-pressed={same(chosen, decision)}
      aria-keyshortcuts={key}
      onClick={() => setChosen(decision)}
    >
      <kbd>{key}</kbd> {title} {detail !== undefined && <span class="numbers">{detail}</span>}
    </button>
  );

  return (
    <fieldset class="decide">
      <legend class="small">{strings.choose}</legend>
      <div ref={options} class="options">
        {suggested.map(({ intent, probability }, index) =>
          option(String(index + 1), titleOf(intent), { kind: 'intent', intent }, percent(probability)),
        )}
        {option('o', strings.outOfScope, outOfScope)}
        {option('s', strings.skip, skip)}
      </div>
      <label class="other">
        <span>{strings.other}</span>
        <select
          ref={select}
          value={chosen?.kind === 'intent' ? chosen.intent : ''}
          onChange={({ currentTarget: { value } }) =>
            setChosen(value === '' ? undefined : { kind: 'intent', intent: value })
          }
        >
          <option value="">–</option>
          {intents.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {group.messages.length > 1 && (
        <label class="whole">
          <input
            type="checkbox"
            checked={whole}
            onChange={({ currentTarget }) => setWhole(currentTarget.checked)}
          />
          {strings.whole} <kbd>{strings.wholeKey}</kbd>
        </label>
      )}
      <div class="save">
        <button type="button" class="primary" aria-disabled={chosen === undefined} onClick={save}>
          {strings.save} <kbd>Enter</kbd>
        </button>
        <span class="quiet small">
          {chosen === undefined ? strings.chooseFirst : strings.chosen(titleIn(chosen), messages.length)}
        </span>
      </div>
      <p class="keys" aria-hidden="true">
        {strings.keys.map(([key, does]) => (
          <span key={key}>
            <kbd>{key}</kbd> {does}
          </span>
        ))}
      </p>
    </fieldset>
  );

  function titleIn(decision: Decision): string {
    return decision.kind === 'intent' ? titleOf(decision.intent) : strings.skip;
  }
}

function same(one: Decision | undefined, other: Decision): boolean {
  if (one?.kind === 'intent' && other.kind === 'intent') return one.intent === other.intent;
  return one?.kind === other.kind;
}
