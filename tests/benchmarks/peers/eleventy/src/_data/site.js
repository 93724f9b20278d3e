// The records as pages need them: read with js-yaml, scores as a plain sum of rates.
import fs from 'node:fs';
import path from 'node:path';
import * as yaml from 'js-yaml';

const rates = JSON.parse(fs.readFileSync('rates.json', 'utf8'));
const read = file => yaml.load(fs.readFileSync(file, 'utf8'), {schema: yaml.FAILSAFE_SCHEMA});
const folder = dir => Object.fromEntries((fs.existsSync(dir) ? fs.readdirSync(dir).sort() : []).map(f => [f.slice(0, -5), read(path.join(dir, f))]));
const points = e => 'points' in e ? Number(e.points) : rates[e.activity].points * (e.households ? e.households.length : 1);

function community(dir, key, offices) {
  const record = read(path.join(dir, 'community.yaml'));
  const c = {key, record, name: record.name, office: offices[record.office], places: {}, holders: {}, deeds: {}, totals: {}, marks: {}};
  for (const place of record.places) c.places[place.id] = place;
  Object.assign(c, {people: folder(path.join(dir, 'people')), periods: folder(path.join(dir, 'periods')), notices: folder(path.join(dir, 'notices'))});
  for (const [id, person] of Object.entries(c.people)) for (const a of person.appointments || []) for (const p of a.places) (c.holders[p] ||= []).push(id);
  for (const [month, log] of Object.entries(folder(path.join(dir, 'logs')))) {
    const quarter = `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
    for (const e of log.entries) {
      const value = points(e), rate = rates[e.activity];
      ((c.deeds[e.leader] ||= {})[quarter] ||= []).push({date: e.date, id: e.id, mark: rate.mark, label: rate.label, note: e.note, value});
      c.totals[e.leader] = (c.totals[e.leader] || 0) + value;
      const marks = (c.marks[`${e.leader} ${quarter}`] ||= {});
      marks[rate.mark] = (marks[rate.mark] || 0) + value;
    }
  }
  return c;
}

export default function () {
  const boards = [], cards = [], communities = [], lists = [], notices = [], everyone = [];
  const root = path.join(process.env.RECORDS, 'jurisdictions');
  for (const j of fs.readdirSync(root).sort()) {
    const offices = Object.fromEntries(read(path.join(root, j, 'jurisdiction.yaml')).offices.map(o => [o.id, o]));
    for (const name of fs.readdirSync(path.join(root, j, 'communities')).sort()) {
      const c = community(path.join(root, j, 'communities', name), `${j}-${name}`, offices);
      communities.push(c);
      for (const place of c.record.places) if (place.level === 'building' || place.level === 'stairwell') boards.push({c, place});
      for (const [id, person] of Object.entries(c.people)) {
        cards.push({c, id, person});
        if (person.appointments[0].role !== 'grid-head') everyone.push({id, name: person.name, community: c.name, score: c.totals[id] || 0});
      }
      for (const [quarter, close] of Object.entries(c.periods)) lists.push({c, quarter, close});
      for (const [id, notice] of Object.entries(c.notices)) notices.push({c, id, notice});
    }
  }
  everyone.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const letters = [...Array(20).keys()].map(k => ({k, rows: everyone.filter((_, n) => n % 20 === k)}));
  return {boards, cards, communities, lists, notices, everyone, letters};
}
