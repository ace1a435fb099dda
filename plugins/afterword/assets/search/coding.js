/* Numbers as short texts, as publish/search/coding.py writes them; its DIGITS are put before the parts of the script. */
const digitOf = Object.fromEntries([...DIGITS].map((digit, at) => [digit, at]));

function numbersOf(text) {
  const found = [];
  let value = 0;
  let shift = 0;
  for (const digit of text) {
    const read = digitOf[digit];
    value += (read % 32) * 2 ** shift;
    shift += 5;
    if (read < 32) {
      found.push(value);
      value = 0;
      shift = 0;
    }
  }
  return found;
}

function risingOf(text) {
  let sum = 0;
  return numbersOf(text).map((step) => (sum += step));
}

/* By document its strength from 0 to 1. */
function strengthsOf(text) {
  const found = new Map();
  let place = 0;
  let at = 0;
  while (at < text.length) {
    let shift = 0;
    let read;
    do {
      read = digitOf[text[at]];
      place += (read % 32) * 2 ** shift;
      shift += 5;
      at += 1;
    } while (read >= 32);
    found.set(place, digitOf[text[at]] / (DIGITS.length - 1));
    at += 1;
  }
  return found;
}
