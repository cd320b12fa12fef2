import { useState } from 'preact/hooks';
import type { PresentedNumbers } from '../../../console/numbers/presented.ts';
import { fullMoment } from '../format.ts';
import { numbersApi } from './numbers-api.ts';
import { numbersStrings as strings, symptomNames } from './strings.ts';

interface IncidentNoticeProps {
  readonly numbers: PresentedNumbers;
  readonly mayDeclare: boolean;
  readonly onChanged: () => void;
}

/** What goes on, or what should perhaps be declared: people decide, never the numbers. */
export function IncidentNotice({
  numbers: { incident, spikes },
  mayDeclare,
  onChanged,
}: IncidentNoticeProps) {
  const [problem, setProblem] = useState('');
  const act = async (work: Promise<{ readonly kind: string }>) => {
    setProblem((await work).kind === 'ok' ? '' : strings.failed);
    onChanged();
  };
  const nameOf = (symptom: string) => symptomNames[symptom] ?? symptom;
  const open = spikes.filter(({ symptom }) => symptom !== incident?.symptom);
  return (
    <>
      {incident !== undefined && (
        <div class="notice spread" role="status">
          <p>{strings.incident(nameOf(incident.symptom), fullMoment(incident.since))}</p>
          {mayDeclare && (
            <button type="button" class="plain" onClick={() => act(numbersApi.end())}>
              {strings.end}
            </button>
          )}
        </div>
      )}
      {open.map(({ symptom, count, usual }) => (
        <div key={symptom} class="notice spread" role="status">
          <p>
            {strings.spike(nameOf(symptom), count, usual)} {mayDeclare && strings.spikeQuestion}
          </p>
          {mayDeclare && (
            <button type="button" class="plain" onClick={() => act(numbersApi.declare(symptom))}>
              {strings.declare}
            </button>
          )}
        </div>
      ))}
      {problem !== '' && (
        <p class="notice" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
