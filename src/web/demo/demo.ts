import '../widget/contract.ts';

/** What the demo page can only know when it runs: its own address, and whether this is a demo at all. */
const origin = location.href.replace(/[^/]*$/, '');
const snippet = `<script src="${origin}widget.js" async></script>`;

find('snippet').textContent = snippet;
find('open').addEventListener('click', () => window.JmoBantuan?.open());
find('copy').addEventListener('click', copy);
void readSettings();

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(snippet);
  find('copy').textContent = 'Tersalin';
}

async function readSettings(): Promise<void> {
  const response = await fetch('widget/config.json');
  const { demo, inbox }: { demo: boolean; inbox?: string } = await response.json();
  find('demo-notice').hidden = !demo;
  find('example-data').hidden = !demo;
  if (!inbox) return;
  find('inbox-step').hidden = false;
  find('inbox').setAttribute('href', inbox);
}

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}
