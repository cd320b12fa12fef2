/** The stylesheet of the mock's pages: the tokens of the house, a 360 px phone first. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f4f6f5; --ink: #15201c; --quiet: #52605a;
  --primary: #0b6b4f; --on-primary: #ffffff; --primary-soft: #e3f2ec;
  --warning: #8a5a00; --warning-ground: #fff4db; --danger: #b3261e; --focus: #1b66d2; --line: #75837d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101614; --raised: #1a2320; --ink: #e8efec; --quiet: #a3b1ab;
    --primary: #5cc8a1; --on-primary: #06241a; --primary-soft: #14352a;
    --warning: #f2c469; --warning-ground: #33270c; --danger: #ff8a80; --focus: #8ab8ff; --line: #7f8d87;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
.demo {
  margin: 0; padding: 8px 16px; background: var(--warning-ground); color: var(--warning);
  font-size: 14px; text-align: center;
}
main { max-width: 32rem; margin: 0 auto; padding: 24px 16px 48px; }
h1 { margin: 0 0 12px; font-size: 24px; line-height: 1.25; }
p { margin: 0 0 16px; }
.quiet { color: var(--quiet); }
.why { padding: 12px 16px; background: var(--primary-soft); border-radius: 12px; }
.warning {
  margin: 24px 0 0; padding: 12px 16px; background: var(--warning-ground); color: var(--ink);
  border-left: 4px solid var(--warning); border-radius: 8px;
}
.problem {
  margin: 0 0 16px; padding: 12px 16px; color: var(--danger); background: var(--raised);
  border-left: 4px solid var(--danger); border-radius: 8px;
}
form { margin: 0 0 16px; }
label { display: block; margin: 0 0 4px; font-weight: 600; }
input {
  width: 100%; min-height: 48px; margin: 0 0 16px; padding: 8px 12px; font: inherit;
  color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: 8px;
}
input[autocomplete="one-time-code"] {
  font-size: 24px; letter-spacing: 0.2em; font-variant-numeric: tabular-nums;
}
input[aria-invalid="true"] { border: 2px solid var(--danger); }
button {
  width: 100%; min-height: 48px; padding: 8px 16px; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-primary); background: var(--primary); border: 0; border-radius: 24px;
}
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.hint { margin: -12px 0 16px; font-size: 14px; color: var(--quiet); }
.inbox { list-style: none; margin: 0; padding: 0; }
.inbox li { margin: 0 0 12px; padding: 12px 16px; background: var(--raised); border-radius: 12px; }
.inbox p { margin: 4px 0 0; }
.inbox .code { font-size: 24px; letter-spacing: 0.1em; font-variant-numeric: tabular-nums; }
`;
