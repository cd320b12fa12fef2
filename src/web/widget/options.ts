/** What a site may set on its script tag. Anything it gets wrong falls back to the default. */
export interface WidgetOptions {
  /** `data-position="left"`; otherwise right. */
  readonly position: 'left' | 'right';
  /** `data-color="#0B6B4F"`: background of launcher and send button. */
  readonly color: string | undefined;
  /** `data-greeting="Tidak bisa masuk JMO?"`: a sentence beside the launcher. */
  readonly greeting: string | undefined;
  /** `data-open="true"`: opens with the page. */
  readonly open: boolean;
}

export function readOptions({ position, color, greeting, open }: DOMStringMap): WidgetOptions {
  return {
    position: position === 'left' ? 'left' : 'right',
    color: color && /^#[\da-f]{6}$/i.test(color) ? color : undefined,
    greeting: greeting?.trim().slice(0, 80) || undefined,
    open: open === 'true',
  };
}

/** Black or white, whichever is easier to read on `color` (WCAG relative luminance). */
export function inkOn(color: string): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}
