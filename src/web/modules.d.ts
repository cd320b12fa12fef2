/** The build turns style sheets into strings. */
declare module '*.css' {
  const text: string;
  export default text;
}

/** File name of the panel's bundle with its version, set by the build. */
declare const PANEL_FILE: string;
