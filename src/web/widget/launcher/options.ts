/** What a site may set on its script tag. Anything it gets wrong falls back to the default. */
export interface WidgetOptions {
  /** `data-inline="bantuan"`: id of the element that the chat fills; there is no button then. */
  readonly place: HTMLElement | null;
  /** `data-position="left"`; otherwise right. */
  readonly side: 'left' | 'right' | 'inline';
  /** `data-offset="96"` or `"96 32"`: pixels from the lower edge, and from the side. */
  readonly offset: readonly [bottom: number, aside: number];
  /** `data-color="#0B6B4F"`: background of launcher and send button. */
  readonly color: string | false;
  /** `data-greeting="Tidak bisa masuk JMO?"`: a sentence beside the launcher. */
  readonly greeting: string;
  /** `data-open="true"`: opens with the page. */
  readonly open: boolean;
}

export function readOptions({
  position,
  color = '',
  greeting = '',
  open,
  offset = '',
  inline = '',
}: DOMStringMap): WidgetOptions {
  const place = document.getElementById(inline);
  return {
    place,
    side: place ? 'inline' : position === 'left' ? 'left' : 'right',
    offset: [Number.parseFloat(offset), Number.parseFloat(offset.split(' ')[1] ?? '')],
    color: /^#[\da-f]{6}$/i.test(color) && color,
    greeting: greeting.trim().slice(0, 80),
    open: open === 'true',
  };
}

/** Black or white, whichever is easier to read on `color` (WCAG relative luminance, with the exponent of sRGB as a whole). */
export function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    at => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}
