import '../widget/contract.ts';

/** What the demo page can only know when it runs: its own address, and whether this is a demo at all. */
const origin = location.href.replace(/[^/]*$/, '');
const server = location.origin;

offer('snippet', 'copy', `<script src="${origin}widget.js" async></script>`);
offer(
  'policy',
  'copy-policy',
  `script-src ${server}; connect-src ${server} ${server.replace(/^http/, 'ws')}`,
);
find('open').addEventListener('click', () => window.JmoBantuan?.open());
void readSettings();

/** Shows a text that site owners take along, and copies it. */
function offer(place: string, button: string, text: string): void {
  find(place).textContent = text;
  find(button).addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    find(button).textContent = 'Tersalin';
  });
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
