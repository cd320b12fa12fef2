import { useEffect, useState } from 'preact/hooks';
import type { PresentedCause } from '../../../console/presented.ts';
import { api } from '../api.ts';

/** Without their titles causes are shown by name: worth no error message. */
export function useCauses(): readonly PresentedCause[] {
  const [causes, setCauses] = useState<readonly PresentedCause[]>([]);
  useEffect(() => {
    void api.causes().then(answer => answer.kind === 'ok' && setCauses(answer.value.causes));
  }, []);
  return causes;
}
