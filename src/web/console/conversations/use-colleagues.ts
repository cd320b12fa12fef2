import { useEffect, useState } from 'preact/hooks';
import type { PresentedAgent } from '../../../console/presented.ts';
import { call } from '../api.ts';

/** Everybody who may answer visitors; nobody for whom this is not to be told. */
export function useColleagues(): readonly PresentedAgent[] {
  const [colleagues, setColleagues] = useState<readonly PresentedAgent[]>([]);
  useEffect(() => {
    void call<{ colleagues: readonly PresentedAgent[] }>('colleagues').then(answer => {
      if (answer.kind === 'ok') setColleagues(answer.value.colleagues);
    });
  }, []);
  return colleagues;
}
