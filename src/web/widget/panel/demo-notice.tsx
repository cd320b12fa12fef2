import { useEffect, useState } from 'preact/hooks';
import { panelStrings as strings } from '../strings.ts';

/** Says that this is a demo, unless the server says that it is not: when in doubt nobody is to take it for the real thing. */
export function DemoNotice({ base }: { base: string }) {
  const [demo, setDemo] = useState(false);
  useEffect(() => {
    readDemo(base).then(setDemo, () => setDemo(true));
  }, [base]);
  return demo ? <p class="demo">{strings.demo}</p> : null;
}

async function readDemo(base: string): Promise<boolean> {
  const response = await fetch(`${base}widget/config.json`, { credentials: 'omit' });
  const settings: unknown = await response.json();
  return !(
    typeof settings === 'object' &&
    settings !== null &&
    'demo' in settings &&
    settings.demo === false
  );
}
