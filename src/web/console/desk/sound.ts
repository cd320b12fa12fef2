const key = 'queue-sound';

/** Silent until somebody asks for it, on each computer by itself. */
export function soundIsOn(): boolean {
  return localStorage.getItem(key) === 'on';
}

export function setSound(on: boolean): void {
  if (on) localStorage.setItem(key, 'on');
  else localStorage.removeItem(key);
}

/** Two short soft tones, made here: no file has to be loaded. */
export function ring(): void {
  if (!soundIsOn()) return;
  const context = new AudioContext();
  for (const [index, pitch] of [660, 880].entries()) {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const at = context.currentTime + index * 0.18;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.08, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.16);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.17);
  }
  setTimeout(() => void context.close(), 1_000);
}
