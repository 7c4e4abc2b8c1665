/** Finds round numbers for an axis, and where on it a value lies. */

const MOST_STEPS = 4;

/**
 * The axis for some numbers: `ticks` at round values around all of them, and `place(value)`, how far
 * along the axis a value lies, in percent. `fromZero` says that zero must be on it.
 */
export function findScale(numbers, fromZero) {
  let low = Math.min(...numbers, ...(fromZero ? [0] : []));
  let high = Math.max(...numbers, ...(fromZero ? [0] : []));
  if (!numbers.length) [low, high] = [0, 1];
  if (low === high) [low, high] = [Math.min(low, low ? low * 0.9 : 0), high ? high * 1.1 : 1];
  if (low > high) [low, high] = [high, low];
  // Where figures differ by less than a millionth, steps could no longer be told apart.
  const finest = Math.max(Math.abs(low) / 1e6, Math.abs(high) / 1e6, 1e-300);
  const least = Math.max(high / MOST_STEPS - low / MOST_STEPS, finest);
  const step = findStep(least, numbers.every(Number.isInteger));
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  const ticks = [];
  // Counted in steps, for a sum of tenths is not round.
  for (let count = first; count <= last; count += 1) ticks.push(round(count * step));
  const [start, end] = [ticks[0], ticks.at(-1)];
  return { ticks, place: (value) => (value / (end - start) - start / (end - start)) * 100 };
}

/** 1, 2 or 5 times a power of ten: the first that is not less than `least`. */
function findStep(least, isWhole) {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= least * 0.999);
  return isWhole ? Math.max(step, 1) : step;
}

function round(value) {
  return Number(value.toPrecision(12));
}
