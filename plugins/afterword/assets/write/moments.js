/* Moments as people write them, and as a review has them: exact with a zone, or as much of the date as is known. */
const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const EXACT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})$/;
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

function pad(number, length = 2) {
  return String(number).padStart(length, "0");
}

function lastDay(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isDay(year, month = 1, day = 1) {
  return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month);
}

/* The first and the last instant that a moment may mean, in milliseconds; nothing for what is no moment. A date without
   a zone begins where the first place on Earth begins it, and ends where the last one ends it. */
function boundsOf(text) {
  const exact = EXACT.exec(text);
  if (exact) {
    const [year, month, day, hour, minute, second] = exact.slice(1, 7).map((part) => Number(part || 0));
    const zone = exact[7] === "Z" ? "+00:00" : exact[7];
    const offset = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
    if (!isDay(year, month, day) || hour > 23 || minute > 59 || second > 59 || Number(zone.slice(4)) > 59 || offset > 14 * 60 || (zone[0] === "-" && offset > 12 * 60)) return null;
    const first = Date.parse(`${text.slice(0, 10)}T${pad(hour)}:${pad(minute)}:${pad(second)}${zone}`);
    return [first, first + (exact[6] ? 1000 : 60000)];
  }
  const date = DATE.exec(text);
  if (!date) return null;
  const [year, month, day] = date.slice(1).map((part) => (part ? Number(part) : undefined));
  if (!isDay(year, month, day)) return null;
  const after = day ? Date.UTC(year, month - 1, day + 1) : month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
  return [Date.UTC(year, (month || 1) - 1, day || 1) - 14 * 3600000, after + 12 * 3600000];
}

function isMoment(text) {
  return text === "unknown" || Boolean(boundsOf(text));
}

/* The zone of this browser at a local time, as +01:00. */
function zoneAt(year, month, day, hour, minute) {
  const minutes = -new Date(year, month - 1, day, hour, minute).getTimezoneOffset();
  if (!minutes) return "Z";
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
}

/* What a person meant: {text} where it is clear, {text, assumed} where the zone is this browser's, {problem} where it is
   not clear. */
function readMoment(written, today = new Date()) {
  const said = written.trim().replace(/\s+/g, " ");
  if (!said || isMoment(said)) return { text: said };
  if (/^unknown$/i.test(said)) return { text: "unknown" };
  const time = /(?:^|[ T,]+(?:at )?)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)? ?([ap]m)? ?([a-z]{1,4}|[+-]\d{1,2}(?::?\d{2})?)?$/i.exec(said);
  const day = readDay((time ? said.slice(0, time.index) : said).replace(/,$/, "").trim(), today);
  if (!day) return { problem: "Write it as `2026-03-03 09:10 UTC`, as much of the date as you know, or `unknown`." };
  if (day.problem) return day;
  if (!time) return { text: day.text };
  if (!day.parts) return { problem: "A time needs a whole date." };
  let hour = Number(time[1]);
  if (time[4] && (hour < 1 || hour > 12)) return { problem: `There is no time ${time[0].trim()}.` };
  if (time[4]) hour = (hour % 12) + (time[4].toLowerCase() === "pm" ? 12 : 0);
  const zone = time[5] ? zoneOf(time[5], [...day.parts, hour, Number(time[2])]) : zoneAt(...day.parts, hour, Number(time[2]));
  if (zone.problem) return zone;
  const text = `${day.text}T${pad(hour)}:${time[2]}${time[3] ? `:${time[3]}` : ""}${zone}`;
  if (!isMoment(text)) return { problem: `There is no time ${time[0].trim()}.` };
  return { text, assumed: !time[5] };
}

/* The offset of a zone as it is written, by the table of the check; or a problem. */
function zoneOf(written, local) {
  const match = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(written);
  if (match) return `${match[1]}${pad(match[2])}:${match[3] || "00"}`;
  const name = written.toUpperCase();
  const { fixed, regional, seasonal, several } = known.zones;
  if (fixed[name]) return fixed[name];
  if (regional[name]) return offsetAt(regional[name], local);
  if (several[name]) return { problem: `${name} has several meanings: ${several[name]}; write the offset.` };
  if (!seasonal[name]) return { problem: `The zone ${name} is unknown; write the offset, such as +01:00, or UTC.` };
  const [offset, place] = seasonal[name];
  return offsetAt(place, local) === offset ? offset : { problem: `${name} was not in use on that day; write the offset.` };
}

/* The offset of a place at its local time, as +01:00. */
function offsetAt(place, [year, month, day, hour, minute]) {
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  const minutesAt = (instant) => {
    const said = new Intl.DateTimeFormat("en-US", { timeZone: place, timeZoneName: "longOffset" }).format(instant);
    const [, sign, hours, rest] = /GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(said);
    return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(rest)) : 0;
  };
  const minutes = minutesAt(wall - minutesAt(wall) * 60000);
  return minutes ? `${minutes < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}` : "Z";
}

function readDay(said, today) {
  const near = /^(today|yesterday|tomorrow)$/i.exec(said) || (said === "" && ["", "today"]);
  if (near) {
    const on = new Date(today.getFullYear(), today.getMonth(), today.getDate() + ({ yesterday: -1, tomorrow: 1 }[near[1].toLowerCase()] || 0));
    return dayOf(on.getFullYear(), on.getMonth() + 1, on.getDate());
  }
  const ordered = /^(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?$/.exec(said);
  if (ordered) return dayOf(...ordered.slice(1).filter(Boolean).map(Number));
  const named = /^(?:(\d{1,2})(?:st|nd|rd|th)?\.? )?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})$/i.exec(said);
  const month = named ? MONTHS.findIndex((name) => name.startsWith(named[2].toLowerCase())) + 1 : 0;
  if (month && !(named[1] && named[3])) return dayOf(Number(named[4]), month, ...[named[1] || named[3]].filter(Boolean).map(Number));
  const mixed = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(said);
  if (!mixed) return null;
  const [one, other, year] = [mixed[1], mixed[3], mixed[4]].map(Number);
  if (one > 12 || one === other || mixed[2] === ".") return dayOf(year, other, one);
  if (other > 12) return dayOf(year, one, other);
  return { problem: `Which is the month? Write \`${year}-${pad(other)}-${pad(one)}\` or \`${year}-${pad(one)}-${pad(other)}\`.` };
}

function dayOf(year, month, day) {
  if (!isDay(year, month, day)) return { problem: "There is no such day." };
  const text = [pad(year, 4), month && pad(month), day && pad(day)].filter(Boolean).join("-");
  return { text, parts: day && [year, month, day] };
}
