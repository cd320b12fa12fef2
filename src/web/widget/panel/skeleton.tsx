/** What stands where the first messages will be. */
export function Skeleton() {
  return (
    <div class="group bot skeleton" aria-hidden="true">
      <div class="bubble" />
      <div class="bubble short" />
    </div>
  );
}
